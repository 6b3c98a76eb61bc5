import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { MonitorSmartphone } from "lucide-react";
import { useTranslation } from "react-i18next";
import { sendJson } from "../../api/client";
import { mySessions } from "../../api/queries";
import { Button } from "../../components/Button";
import { ListState } from "../../components/ListState";
import { useToast } from "../../components/Toasts";
import { useProblemText } from "../../i18n/useProblemText";
import { shortDateTime } from "../../lib/time";
import { browserName } from "./browserName";
import { Section } from "./Section";

export function Sessions() {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  const say = useToast();
  const words = useProblemText();
  const sessions = useQuery(mySessions);
  const end = useMutation({
    mutationFn: (id: string) => sendJson("DELETE", `/api/me/sessions/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: mySessions.queryKey }),
    onError: (error) => say(words(error), "danger"),
  });

  return (
    <Section title={t("settings.sessions")} lead={t("settings.sessionsLead")}>
      <ListState query={sessions} empty={t("common.none")}>
        {({ items }) => (
          <ul className="lines">
            {items.map((it) => (
              <li key={it.id}>
                <MonitorSmartphone size={18} aria-hidden="true" className="faint" />
                <div className="line-text">
                  <strong title={it.userAgent ?? undefined}>{browserName(it.userAgent) ?? t("settings.unknownBrowser")}</strong>
                  <span className="faint">
                    {it.address && `${it.address} · `}
                    {t("settings.lastSeen", { time: shortDateTime(it.lastSeenAt, i18n.language) })}
                  </span>
                </div>
                {it.current ? (
                  <span className="badge badge-ok">{t("settings.thisSession")}</span>
                ) : (
                  <Button small busy={end.isPending && end.variables === it.id} onClick={() => end.mutate(it.id)}>
                    {t("settings.endSession")}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </ListState>
    </Section>
  );
}
