import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { PackageX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { sendJson } from "../../api/client";
import { parkedEvents } from "../../api/queries";
import type { ParkedEvent } from "../../api/types";
import { useMe } from "../../api/useMe";
import { Button } from "../../components/Button";
import { ListState } from "../../components/ListState";
import { useToast } from "../../components/Toasts";
import { useProblemText } from "../../i18n/useProblemText";
import { shortDateTime } from "../../lib/time";

/** What arrived and could not be understood. Nothing is lost: after a repair it is played again. */
export function ParkedSection() {
  const { t } = useTranslation();
  const me = useMe();
  const client = useQueryClient();
  const say = useToast();
  const words = useProblemText();
  const events = useInfiniteQuery({ ...parkedEvents, enabled: me.role === "ADMIN" });
  const done = {
    onSuccess: () => {
      say(t("parked.replaying"));
      return client.invalidateQueries({ queryKey: parkedEvents.queryKey });
    },
    onError: (error: Error) => say(words(error), "danger"),
  };
  const replay = useMutation({ mutationFn: (id: string) => sendJson("POST", `/api/admin/parked-events/${id}/replay`), ...done });
  const replayAll = useMutation({ mutationFn: () => sendJson("POST", "/api/admin/parked-events/replay", {}), ...done });

  if (me.role !== "ADMIN") return <p className="lines-empty">{t("state.whoCanGrant")}</p>;
  const items = events.data?.pages.flatMap((it) => it.items);
  return (
    <>
      <div className="page-bar">
        <p>{t("parked.lead")}</p>
        <Button disabled={!items?.length} busy={replayAll.isPending} onClick={() => replayAll.mutate()}>
          {t("parked.replayAll")}
        </Button>
      </div>
      <div className="card">
        <ListState query={{ ...events, data: items && { items } }} empty={t("parked.none")}>
          {(data) => (
            <ul className="lines">
              {data.items.map((it) => (
                <ParkedLine
                  key={it.id}
                  event={it}
                  busy={replay.isPending && replay.variables === it.id}
                  onReplay={() => replay.mutate(it.id)}
                />
              ))}
            </ul>
          )}
        </ListState>
        {events.hasNextPage && (
          <Button busy={events.isFetchingNextPage} onClick={() => void events.fetchNextPage()}>
            {t("common.more")}
          </Button>
        )}
      </div>
    </>
  );
}

function ParkedLine({ event, busy, onReplay }: { event: ParkedEvent; busy: boolean; onReplay: () => void }) {
  const { t, i18n } = useTranslation();
  return (
    <li>
      <PackageX size={18} aria-hidden="true" className="faint" />
      <div className="line-text">
        <strong>{event.reason}</strong>
        <span className="faint">
          {event.platform}
          {event.account && ` · ${event.account}`} · <time>{shortDateTime(event.receivedAt, i18n.language)}</time>
        </span>
        <details>
          <summary className="faint">{t("parked.body")}</summary>
          <pre className="event-body">{event.body}</pre>
        </details>
      </div>
      <Button small busy={busy} onClick={onReplay}>
        {t("parked.replay")}
      </Button>
    </li>
  );
}
