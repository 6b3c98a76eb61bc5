import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate } from "react-router";
import { useMe } from "../api/useMe";
import { useToast } from "../components/Toasts";
import { useRealtime } from "../realtime/RealtimeProvider";

const SHOWN_OF_TEXT = 60;

/** Tells whoever wrote it, wherever they are by now, that a message was not sent. */
export function FailureNotices() {
  const { t } = useTranslation();
  const { id: me } = useMe();
  const { listen } = useRealtime();
  const say = useToast();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const at = useRef(pathname);
  at.current = pathname;
  const told = useRef(new Set<string>());

  useEffect(
    () =>
      listen((notice) => {
        if (notice.type !== "message.changed" || notice.message.author.id !== me) return;
        const { id, status, text } = notice.message;
        if (status !== "FAILED") return void told.current.delete(id);
        if (told.current.has(id)) return;
        told.current.add(id);
        const path = `/inbox/${notice.conversationId}`;
        if (at.current === path) return; // it is before their eyes
        const short = text && text.length > SHOWN_OF_TEXT ? `${text.slice(0, SHOWN_OF_TEXT)}…` : text;
        say(short ? t("failure.mine", { text: short }) : t("failure.mineWithoutText"), "danger", undefined, () => void navigate(`${path}?view=all`));
      }),
    [listen, me, say, navigate, t],
  );
  return null;
}
