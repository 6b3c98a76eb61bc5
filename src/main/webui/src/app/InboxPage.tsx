import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { useCallback, useMemo, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate, useParams } from "react-router";
import { accountName } from "../api/accountName";
import { sendJson } from "../api/client";
import { filterFrom, searchOf, VIEWS, type ConversationFilter, type View } from "../api/conversationFilter";
import { conversation as conversationQuery } from "../api/queries";
import type { Conversation } from "../api/types";
import { useAccounts } from "../api/useAccounts";
import { useColleagues } from "../api/useColleagues";
import { useMe } from "../api/useMe";
import { IconButton } from "../components/Button";
import { Drawer } from "../components/Drawer";
import { ErrorState } from "../components/State";
import { useToast, useUndo } from "../components/Toasts";
import type { ComposerHandle } from "../features/composer/Composer";
import { useBegun } from "../features/composer/drafts";
import { ThreadHeader } from "../features/conversation/ThreadHeader";
import { ThreadSkeleton } from "../features/conversation/ThreadSkeleton";
import { TransferDialog } from "../features/conversation/TransferDialog";
import { WaitsBecause } from "../features/conversation/WaitsBecause";
import { useConversationActions } from "../features/conversation/useConversationActions";
import { PersonPanel } from "../features/customer/PersonPanel";
import { ConversationList } from "../features/inbox/ConversationList";
import { InboxNav } from "../features/inbox/InboxNav";
import { ListHeader } from "../features/inbox/ListHeader";
import { useConversationList } from "../features/inbox/useConversationList";
import { useProblemText } from "../i18n/useProblemText";
import { useMediaQuery } from "../lib/useMediaQuery";
import { Announcer } from "./Announcer";
import { CommandBar, type Command } from "./CommandBar";
import { ConversationPane } from "./ConversationPane";
import { PickOne } from "./PickOne";
import { useKeys } from "./useKeys";
import { useLook } from "./useLook";
import { useWalk } from "./useWalk";
import "../features/inbox/inbox.css";
import "../features/conversation/conversation.css";

const NOBODY_YET = { agentId: null };

const VIEW_KEYS: Partial<Record<View, string>> = { mine: "1", unassigned: "2", all: "3" };

export function InboxPage({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { search } = useLocation();
  const { conversationId } = useParams();
  const filter = useMemo(() => filterFrom(new URLSearchParams(search)), [search]);
  const accounts = useAccounts();
  const colleagues = useColleagues();
  const begun = useBegun();
  const list = useConversationList(filter);
  const actions = useConversationActions();
  const say = useToast();
  const undo = useUndo();
  const words = useProblemText();
  const wide = useMediaQuery("(min-width: 1280px)");
  const hasNav = useMediaQuery("(min-width: 1024px)");
  const onePane = useMediaQuery("(max-width: 767px)");
  const [panelShown, setPanelShown] = useState<boolean | null>(null);
  const [navShown, setNavShown] = useState<boolean | null>(null);
  const [menu, setMenu] = useState<"assign" | "snooze" | null>(null);
  const [transferTo, setTransferTo] = useState<{ agentId: string | null } | null>(null);
  const [commanding, setCommanding] = useState(false);
  const composer = useRef<ComposerHandle | null>(null);
  const panelOpen = panelShown ?? wide;
  const navOpen = navShown ?? hasNav;

  const inList = list.items.find((it) => it.id === conversationId);
  const opened = useQuery({
    ...conversationQuery(conversationId ?? ""),
    enabled: conversationId !== undefined,
    ...(inList ? { placeholderData: inList } : {}),
  });
  const conversation = conversationId === undefined ? undefined : opened.data;
  const noteRequired = me.stores.find((it) => it.id === conversation?.storeId)?.transferNoteRequired ?? false;
  const lookers = useLook(conversation?.id);
  const account = conversation && accounts.byId.get(conversation.accountId);

  const open = useCallback(
    (id: string | null) => {
      setMenu(null);
      setTransferTo(null);
      // A drawer covers the thread that was just asked for.
      if (!wide) setPanelShown(null);
      void navigate(`/inbox${id ? `/${id}` : ""}${search}`);
    },
    [navigate, search, wide],
  );
  const select = useCallback((it: Conversation) => open(it.id), [open]);
  const show = (next: ConversationFilter) => void navigate(`/inbox${conversationId ? `/${conversationId}` : ""}${searchOf(next)}`);

  const walk = useWalk(list, conversationId, open, () => say(t("done.listEnd")));
  const setStatus = (status: Conversation["status"], snoozedUntil?: string) => {
    if (conversation) actions.setStatus.mutate({ conversation, status, ...(snoozedUntil ? { snoozedUntil } : {}) });
  };
  const resolve = (andNext: boolean) => {
    if (conversation?.status === "RESOLVED") return;
    const next = walk.peek();
    setStatus("RESOLVED");
    if (andNext) open(next ?? null);
  };
  const assign = (agentId: string | null) => {
    if (!conversation || conversation.assigneeId === agentId) return;
    // Whoever has to say why is asked first.
    if (noteRequired && agentId !== null && agentId !== me.id) return setTransferTo({ agentId });
    const name = agentId === me.id ? null : ((agentId && colleagues.byId.get(agentId)?.name) ?? t("action.someone"));
    // To take it back would be to hand it on without a word.
    const final = noteRequired && conversation.assigneeId !== null && conversation.assigneeId !== me.id;
    actions.assign.mutate({ conversation, agentId, name, final });
  };
  const { mutate: takeNext } = useMutation({
    mutationFn: () => sendJson<Conversation | null>("POST", `/api/conversations/next${filter.store ? `?store=${filter.store}` : ""}`),
    onSuccess: (taken) => {
      if (!taken) return say(t("done.queueEmpty"));
      client.setQueryData(conversationQuery(taken.id).queryKey, taken);
      void navigate(`/inbox/${taken.id}`);
    },
    onError: (error) => say(words(error), "danger"),
  });
  const urgent = () => {
    const soonest = list.items
      .filter((it) => it.window && it.unread > 0 && it.id !== conversationId && Date.parse(it.window.expiresAt ?? "") > Date.now())
      .toSorted((a, b) => ((a.window?.expiresAt ?? "") < (b.window?.expiresAt ?? "") ? -1 : 1))[0];
    if (soonest) open(soonest.id);
    else say(t("done.nothingUrgent"));
  };
  const back = () => {
    if (!wide && panelOpen) return setPanelShown(false);
    const row = document.querySelector<HTMLElement>('[role="listbox"] [tabindex="0"]');
    if (onePane || !row) open(null);
    else row.focus();
  };
  const view = (name: ConversationFilter["view"]) => void navigate(`/inbox${searchOf({ view: name, status: "OPEN", sort: filter.sort, ...(filter.store ? { store: filter.store } : {}) })}`);
  const focusSearch = () => document.querySelector<HTMLInputElement>(".search-input")?.focus();
  const togglePanel = () => setPanelShown(!panelOpen);
  const toggleNav = () => setNavShown(!navOpen);

  const whenOpen = (action: () => void) => (conversation ? action : undefined);
  const to = (path: string) => () => void navigate(path);
  const go = { i: to("/inbox"), h: to("/health"), b: to("/board"), s: to("/settings"), a: to("/admin") };
  useKeys(
    {
      j: () => void walk.next(),
      k: walk.previous,
      z: () => void (undo() || say(t("done.nothingToUndo"))),
      u: urgent,
      t: () => takeNext(),
      r: whenOpen(() => composer.current?.write("reply")),
      n: whenOpen(() => composer.current?.write("note")),
      e: whenOpen(() => resolve(false)),
      "Shift+e": whenOpen(() => resolve(true)),
      a: whenOpen(() => setMenu("assign")),
      "Shift+a": whenOpen(() => setTransferTo(NOBODY_YET)),
      i: whenOpen(() => assign(me.id)),
      s: whenOpen(() => setMenu("snooze")),
      "1": () => view("mine"),
      "2": () => view("unassigned"),
      "3": () => view("all"),
      "/": focusSearch,
      "[": toggleNav,
      "]": togglePanel,
      Escape: whenOpen(back),
      "Mod+k": () => setCommanding(true),
    },
    go,
    me.settings.shortcuts !== false,
  );

  const commands: Command[] = [
    ...(conversation
      ? [
          { id: "reply", label: t("help.key.reply"), keys: "R", run: () => composer.current?.write("reply") },
          { id: "note", label: t("help.key.note"), keys: "N", run: () => composer.current?.write("note") },
          { id: "resolve", label: t("help.key.resolve"), keys: "E", run: () => resolve(false) },
          { id: "toMe", label: t("help.key.toMe"), keys: "I", run: () => assign(me.id) },
          { id: "assign", label: t("help.key.assign"), keys: "A", run: () => setMenu("assign") },
          { id: "transfer", label: t("help.key.transfer"), keys: "Shift A", run: () => setTransferTo(NOBODY_YET) },
          { id: "resolveNext", label: t("help.key.resolveNext"), keys: "Shift E", run: () => resolve(true) },
          { id: "snooze", label: t("help.key.snooze"), keys: "S", run: () => setMenu("snooze") },
        ]
      : []),
    { id: "take", label: t("help.key.take"), keys: "T", run: () => takeNext() },
    { id: "urgent", label: t("help.key.urgent"), keys: "U", run: urgent },
    ...VIEWS.map((it) => ({
      id: it,
      label: t("command.show", { view: t(`view.${it}`) }),
      ...(VIEW_KEYS[it] ? { keys: VIEW_KEYS[it] } : {}),
      run: () => view(it),
    })),
    ...accounts.list.map((it) => ({
      id: it.id,
      label: t("command.show", { view: accountName(it) }),
      run: () => show({ ...filter, view: "all", account: it.id }),
    })),
    ...(me.role === "AGENT" ? [] : [{ id: "health", label: t("nav.health"), keys: "G H", run: go.h }]),
    ...(me.role === "AGENT" ? [] : [{ id: "board", label: t("nav.board"), keys: "G B", run: go.b }]),
    { id: "settings", label: t("nav.settings"), keys: "G S", run: go.s },
    { id: "help", label: t("help.title"), keys: "?", run: onHelp },
  ];

  const drawer = navOpen && !hasNav;
  return (
    <main
      className={`inbox ${conversationId ? "inbox-open" : ""} ${panelOpen && conversation ? "inbox-panel" : ""} ${navOpen ? "" : "inbox-no-nav"}`}
    >
      <Announcer conversationId={conversationId} />
      {navOpen && (
        <Pane className="inbox-nav" drawer={drawer ? "start" : null} label={t("nav.label")} onClose={() => setNavShown(null)}>
          <InboxNav filter={filter} onPicked={() => setNavShown(hasNav ? navShown : null)} />
        </Pane>
      )}

      <section className="list inbox-list" aria-label={t("list.region")}>
        <ListHeader
          filter={filter}
          account={filter.account ? accounts.byId.get(filter.account) : undefined}
          onChange={show}
          onOpenNav={navOpen ? undefined : () => setNavShown(true)}
        />
        <div className="list-body">
          <ConversationList
            filter={filter}
            list={list}
            accounts={accounts.byId}
            colleagues={colleagues.byId}
            begun={begun}
            selectedId={conversationId}
            onSelect={select}
            onClear={() => show({ view: filter.view, status: filter.status, sort: filter.sort, ...(filter.store ? { store: filter.store } : {}) })}
          />
        </div>
      </section>

      <section className="inbox-thread" aria-label={t("thread.region")}>
        {conversationId === undefined && <PickOne filter={filter} />}
        {conversationId !== undefined && !conversation && onePane && (
          <header className="thread-head">
            <IconButton label={t("action.back")} onClick={() => open(null)}>
              <ArrowLeft size={18} />
            </IconButton>
          </header>
        )}
        {conversationId !== undefined && opened.isPending && <ThreadSkeleton />}
        {conversationId !== undefined && opened.isError && !conversation && (
          <ErrorState error={opened.error} onRetry={() => void opened.refetch()} />
        )}
        {conversation && (
          <>
            <ThreadHeader
              conversation={conversation}
              account={account}
              meId={me.id}
              colleagues={colleagues.list}
              lookers={lookers}
              menu={menu}
              onMenu={setMenu}
              onAssign={(agentId) => assign(agentId)}
              onTransfer={() => setTransferTo(NOBODY_YET)}
              onResolve={() => resolve(false)}
              onReopen={() => setStatus("OPEN")}
              onSnooze={(until) => setStatus("SNOOZED", until)}
              onBack={onePane ? () => open(null) : undefined}
              onPanel={togglePanel}
              panelOpen={panelOpen}
            />
            {conversation.status === "OPEN" && conversation.assigneeId === null && <WaitsBecause key={`waits-${conversation.id}`} conversation={conversation} />}
            {transferTo && (
              <TransferDialog
                conversation={conversation}
                colleagues={colleagues.list}
                meId={me.id}
                to={transferTo.agentId}
                noteRequired={noteRequired}
                onClose={() => setTransferTo(null)}
              />
            )}
            <ConversationPane
              key={conversation.id}
              conversation={conversation}
              account={account}
              colleagues={colleagues.byId}
              actions={actions}
              composer={composer}
              onResolve={() => resolve(false)}
              onSnooze={() => setStatus("SNOOZED")}
              onOpen={open}
            />
          </>
        )}
      </section>

      {conversation && panelOpen && (
        <Pane className="inbox-person" drawer={wide ? null : "end"} label={t("panel.label")} onClose={() => setPanelShown(false)}>
          <PersonPanel
            conversation={conversation}
            account={account}
            store={me.stores.find((it) => it.id === conversation.storeId)}
            assignee={conversation.assigneeId ? colleagues.byId.get(conversation.assigneeId) : undefined}
            onClose={togglePanel}
          />
        </Pane>
      )}
      {commanding && <CommandBar commands={commands} onClose={() => setCommanding(false)} />}
    </main>
  );
}

interface PaneProps {
  className: string;
  /** The side that it comes in from where the page is too narrow for it. */
  drawer: "start" | "end" | null;
  label: string;
  onClose: () => void;
  children: ReactNode;
}

function Pane({ className, drawer, label, onClose, children }: PaneProps) {
  if (!drawer) return <div className={className}>{children}</div>;
  return (
    <Drawer side={drawer} label={label} onClose={onClose}>
      {children}
    </Drawer>
  );
}
