import { CloudOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../components/Button";
import { clockTime } from "../lib/time";
import { useRealtime } from "../realtime/RealtimeProvider";

/** A blink of the network is nobody's business. */
const PATIENCE = 2_000;

export function ConnectionBanner() {
  const { t, i18n } = useTranslation();
  const { state, reconnect } = useRealtime();
  const since = state.kind === "lost" ? state.since : null;
  const [worthSaying, setWorthSaying] = useState(false);

  useEffect(() => {
    if (since === null) return setWorthSaying(false);
    const timer = setTimeout(() => setWorthSaying(true), PATIENCE);
    return () => clearTimeout(timer);
  }, [since]);

  return (
    <div role="status">
      {since !== null && worthSaying && (
        <div className="banner">
          <CloudOff size={15} aria-hidden="true" />
          <span>{t("connection.lost", { time: clockTime(since, i18n.language) })}</span>
          <Button small look="quiet" onClick={reconnect}>
            {t("connection.reconnect")}
          </Button>
        </div>
      )}
    </div>
  );
}
