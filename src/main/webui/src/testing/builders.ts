import type { Account, Conversation, Duty, Me, Message } from "../api/types";

/** Times in tests and in the demo are counted from here. */
export const NOON = Date.parse("2026-03-01T12:00:00.000Z");

export function at(minutes: number, from = NOON): string {
  return new Date(from + minutes * 60_000).toISOString();
}

let made = 0;
const nextId = (kind: string) => `${kind}-${++made}`;

export const STORE = { id: "store-1", name: "Manila Beauty", market: "PH", timeZone: "Asia/Manila", showTyping: false, transferNoteRequired: false } as const;

export function aMe(change: Partial<Me> = {}): Me {
  return {
    id: "agent-me",
    email: "mina@example.com",
    name: "Mina",
    role: "ADMIN",
    roles: ["AGENT", "SUPERVISOR", "ADMIN"],
    stores: [STORE],
    settings: {},
    ...change,
  };
}

export function anAccount(change: Partial<Account> = {}): Account {
  const id = change.id ?? nextId("account");
  return {
    id,
    storeId: STORE.id,
    role: "OFFICIAL",
    platform: "TIKTOK_BUSINESS",
    handle: "brand_ph",
    displayName: "Brand PH",
    avatarUrl: null,
    externalId: `open-${id}`,
    state: "CONNECTED",
    stateReason: null,
    scopes: [],
    missing: [],
    boundAt: at(-60 * 24 * 30),
    market: null,
    health: "OK",
    consentEndsAt: at(60 * 24 * 335),
    consentNotice: null,
    alerts: [],
    routingPausedAt: null,
    ...change,
  };
}

export function aDuty(change: Partial<Duty> = {}): Duty {
  return { agentId: nextId("agent"), name: "Wang", duty: "ON", since: at(-90), connected: true, followsShifts: false, until: null, capacity: 20, openCount: 3, load: change.openCount ?? 3, ...change };
}

export function aConversation(change: Partial<Conversation> = {}): Conversation {
  const id = change.id ?? nextId("conversation");
  return {
    id,
    storeId: STORE.id,
    accountId: "account-official",
    surface: "DM",
    status: "OPEN",
    snoozedUntil: null,
    assigneeId: null,
    contact: { id: `contact-${id}`, handle: "ana_reyes", displayName: "Ana", avatarUrl: null },
    post: null,
    preview: "do you ship to Manila?",
    previewType: "TEXT",
    previewDirection: "INBOUND",
    lastActivityAt: at(-5),
    lastInboundAt: at(-5),
    waitingSince: at(-5),
    unread: 1,
    inboundCount: 1,
    handledCount: 0,
    seenCount: 0,
    window: { expiresAt: at(5 * 60 + 12), remaining: 4, limit: 10, afterwards: 0 },
    language: null,
    highIntent: false,
    sendTrouble: false,
    textLimit: 6_000,
    labels: [],
    participants: [],
    externalId: `external-${id}`,
    privateReply: null,
    ...change,
  };
}

export function aMessage(change: Partial<Message> = {}): Message {
  const id = change.id ?? nextId("message");
  const direction = change.direction ?? "INBOUND";
  return {
    id,
    conversationId: "conversation",
    direction,
    type: "TEXT",
    text: "do you ship to Manila?",
    media: [],
    template: null,
    tapped: null,
    status: direction === "OUTBOUND" ? "SENT" : null,
    sentAt: at(-5),
    late: false,
    source: direction === "OUTBOUND" ? "WEB" : null,
    author:
      direction === "INBOUND"
        ? { kind: "CUSTOMER", id: null, name: null }
        : { kind: "AGENT", id: "agent-me", name: "Mina" },
    remoteId: `remote-${id}`,
    quotedId: null,
    quotedRemoteId: null,
    clientToken: null,
    reactions: [],
    failure: null,
    waitsUntil: null,
    privately: false,
    beingChecked: false,
    checkedAt: null,
    comment: null,
    system: null,
    ...change,
  };
}

/** What happened to a conversation; by itself, unless it is said who did it. */
export function aSystemLine(change: Partial<NonNullable<Message["system"]>> = {}): NonNullable<Message["system"]> {
  return {
    assigneeId: null,
    status: null,
    by: null,
    automatic: true,
    conversationId: null,
    reasons: null,
    team: null,
    refusal: null,
    transferId: null,
    ...change,
  };
}
