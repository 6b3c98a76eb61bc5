import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { getJson, withQuery } from "./client";
import type { ConversationFilter } from "./conversationFilter";
import type {
  Account,
  Agent,
  ApiToken,
  Attention,
  Capabilities,
  Conversation,
  Counts,
  Duty,
  Me,
  Message,
  Page,
  ParkedEvent,
  PrivateReplySwitch,
  PostPage,
  Session,
  Shifts,
  SnapshotPage,
  Store,
} from "./types";

/** Keys and fetchers that more than one feature needs, or that the stream keeps up to date. */

export const LISTS = "conversations";
export const THREAD = "messages";
export const CONVERSATION = "conversation";
export const ACCOUNTS = "accounts";
export const DUTIES = "duties";
export const COUNTS = "counts";
export const ATTENTION = "attention";

export const myself = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => getJson<Me>("/api/me", signal),
  staleTime: Number.POSITIVE_INFINITY,
});

export const myDuty = queryOptions({
  queryKey: ["duty"],
  queryFn: ({ signal }) => getJson<Duty>("/api/me/duty", signal),
});

export const duties = queryOptions({
  queryKey: [DUTIES],
  queryFn: ({ signal }) => getJson<SnapshotPage<Duty>>("/api/duties", signal),
});

export function shiftsOf(agentId: string) {
  return queryOptions({
    queryKey: ["shifts", agentId],
    queryFn: ({ signal }) => getJson<Shifts>(`/api/agents/${agentId}/shifts`, signal),
  });
}

/** Who looks at a conversation; the stream keeps it up to date. */
export function attentionOf(conversationId: string) {
  return queryOptions({
    queryKey: [ATTENTION, conversationId],
    queryFn: ({ signal }) => getJson<Attention>(`/api/conversations/${conversationId}/attention`, signal),
  });
}

export const agents = queryOptions({
  queryKey: ["agents"],
  queryFn: ({ signal }) => getJson<Page<Agent>>("/api/agents?limit=100", signal),
});

export const stores = queryOptions({
  queryKey: ["stores"],
  queryFn: ({ signal }) => getJson<Page<Store>>("/api/stores?limit=100", signal),
});

export function accountsOf(storeId: string) {
  return queryOptions({
    queryKey: [ACCOUNTS, storeId],
    queryFn: ({ signal }) => getJson<SnapshotPage<Account>>(`/api/stores/${storeId}/accounts`, signal),
  });
}

export function countsOf(store: string | undefined) {
  return queryOptions({
    queryKey: [COUNTS, store ?? null],
    queryFn: ({ signal }) => getJson<Counts>(withQuery("/api/counts", { store }), signal),
  });
}

const ASSIGNEE = { mine: "me", participating: undefined, unassigned: "none", all: undefined, expiring: undefined, trouble: undefined } as const;
const NEEDS = { mine: undefined, participating: undefined, unassigned: undefined, all: undefined, expiring: "expiring", trouble: "trouble" } as const;

export function conversationsIn(filter: ConversationFilter) {
  return infiniteQueryOptions({
    queryKey: [LISTS, filter],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      getJson<SnapshotPage<Conversation>>(
        withQuery("/api/conversations", {
          store: filter.store,
          account: filter.account,
          surface: filter.surface,
          status: filter.status,
          assignee: ASSIGNEE[filter.view],
          participant: filter.view === "participating" ? "me" : undefined,
          needs: filter.pinned ? "trouble" : NEEDS[filter.view],
          q: filter.q,
          sort: filter.sort,
          limit: 50,
          after: pageParam,
        }),
        signal,
      ),
    getNextPageParam: (last) => last.next,
  });
}

export function conversation(id: string) {
  return queryOptions({
    queryKey: [CONVERSATION, id],
    queryFn: ({ signal }) => getJson<Conversation>(`/api/conversations/${id}`, signal),
  });
}

/** Newest page first; the "next" page is the older one. */
export function messagesIn(conversationId: string) {
  return infiniteQueryOptions({
    queryKey: [THREAD, conversationId],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      getJson<SnapshotPage<Message>>(
        withQuery(`/api/conversations/${conversationId}/messages`, { limit: 50, before: pageParam }),
        signal,
      ),
    getNextPageParam: (last) => last.next,
  });
}

export const PRIVATE_REPLY = "private-reply";

/** Whether a comment may be answered by direct message: told of one conversation at a time, and never by the stream. */
export function privateReplyTo(conversationId: string) {
  return queryOptions({
    queryKey: [PRIVATE_REPLY, conversationId],
    queryFn: async ({ signal }) => (await getJson<Conversation>(`/api/conversations/${conversationId}`, signal)).privateReply,
    retry: false,
  });
}

export const PRIVATE_SWITCH = "private-switch";

export function privateSwitchOf(accountId: string) {
  return queryOptions({
    queryKey: [PRIVATE_SWITCH, accountId],
    queryFn: ({ signal }) => getJson<PrivateReplySwitch>(`/api/accounts/${accountId}/private-replies`, signal),
    retry: false,
  });
}

/** What can be sent in a conversation. The server asks TikTok, so it is asked only where somebody is about to. */
export function capabilitiesOf(conversationId: string) {
  return queryOptions({
    queryKey: ["capabilities", conversationId],
    queryFn: ({ signal }) => getJson<Capabilities>(`/api/conversations/${conversationId}/capabilities`, signal),
    staleTime: 3_600_000,
    retry: false,
  });
}

/** What an agent can share of an account. The server asks TikTok no more often than it must. */
export function postsOf(accountId: string, words: string) {
  return infiniteQueryOptions({
    queryKey: ["posts", accountId, words],
    queryFn: ({ signal, pageParam }) =>
      getJson<PostPage>(withQuery(`/api/accounts/${accountId}/posts`, { limit: 20, q: words || undefined, before: pageParam }), signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    staleTime: 60_000,
    retry: false,
  });
}

export const mySessions = queryOptions({
  queryKey: ["sessions"],
  queryFn: ({ signal }) => getJson<Page<Session>>("/api/me/sessions", signal),
});

export const myTokens = queryOptions({
  queryKey: ["tokens"],
  queryFn: ({ signal }) => getJson<Page<ApiToken>>("/api/tokens", signal),
});

export const parkedEvents = infiniteQueryOptions({
  queryKey: ["parked-events"],
  initialPageParam: null as string | null,
  queryFn: ({ pageParam, signal }) =>
    getJson<Page<ParkedEvent>>(withQuery("/api/admin/parked-events", { limit: 50, after: pageParam }), signal),
  getNextPageParam: (last) => last.next,
});

/** The comments of the person that a conversation is with, at the same account, latest first. */
export function commentsOf({ storeId, accountId, contact }: Conversation) {
  return queryOptions({
    queryKey: ["comments", accountId, contact?.id],
    queryFn: ({ signal }) =>
      getJson<Page<Conversation>>(withQuery("/api/conversations", { store: storeId, account: accountId, contact: contact?.id, surface: "COMMENT", limit: "1" }), signal),
  });
}
