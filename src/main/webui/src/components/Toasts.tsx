import { X } from "lucide-react";
import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Kbd } from "./Kbd";

type Tone = "calm" | "danger";

interface Toast {
  id: number;
  text: string;
  tone: Tone;
  /** Takes back what the toast tells of. */
  undo: (() => void) | undefined;
  /** Leads to what it tells of. */
  open: (() => void) | undefined;
}

type Say = (text: string, tone?: Tone, undo?: () => void, open?: () => void) => void;

const SHOWN_FOR = 6_000;
/** What went wrong, or can be taken back, has to be read first. */
const READ_FOR = 10_000;
/** Whoever was away for a coffee has to find it. */
const KEPT_FOR = 10 * 60_000;
const ToastContext = createContext<{ say: Say; undo: () => boolean }>({ say: () => undefined, undo: () => false });

/** Says something for a moment, on screen and aloud. */
export function useToast(): Say {
  return useContext(ToastContext).say;
}

/** Takes back what was done last, as long as it is offered on screen; answers whether there was anything. */
export function useUndo(): () => boolean {
  return useContext(ToastContext).undo;
}

export function Toasts({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const shown = useRef(toasts);
  shown.current = toasts;
  const next = useRef(0);
  const drop = useCallback((id: number) => setToasts((all) => all.filter((it) => it.id !== id)), []);

  const value = useMemo(() => {
    const say: Say = (text, tone = "calm", undo, open) => {
      const id = next.current++;
      setToasts((all) => [...all.slice(-2), { id, text, tone, undo, open }]);
      setTimeout(() => drop(id), open ? KEPT_FOR : undo || tone === "danger" ? READ_FOR : SHOWN_FOR);
    };
    const undo = () => {
      const last = shown.current.findLast((it) => it.undo);
      if (!last) return false;
      drop(last.id);
      last.undo?.();
      return true;
    };
    return { say, undo };
  }, [drop]);

  return (
    <ToastContext value={value}>
      {children}
      <div className="toasts">
        <div role="status" aria-live="polite">
          {toasts.map((it) => it.tone === "calm" && <ToastLine key={it.id} toast={it} onClose={() => drop(it.id)} />)}
        </div>
        <div role="alert">
          {toasts.map((it) => it.tone === "danger" && <ToastLine key={it.id} toast={it} onClose={() => drop(it.id)} />)}
        </div>
      </div>
    </ToastContext>
  );
}

function ToastLine({ toast: { text, tone, undo, open }, onClose }: { toast: Toast; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={`toast toast-${tone}`}>
      <p>{text}</p>
      {undo && (
        <button
          type="button"
          className="toast-undo"
          aria-keyshortcuts="Z"
          onClick={() => {
            onClose();
            undo();
          }}
        >
          {t("common.undo")} <Kbd keys="Z" />
        </button>
      )}
      {open && (
        <button
          type="button"
          className="toast-undo"
          onClick={() => {
            onClose();
            open();
          }}
        >
          {t("common.open")}
        </button>
      )}
      <button type="button" className="toast-close" aria-label={t("common.close")} onClick={onClose}>
        <X size={15} />
      </button>
    </div>
  );
}
