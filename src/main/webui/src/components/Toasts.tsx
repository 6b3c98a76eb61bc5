import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from "react";

type Tone = "calm" | "danger";
type Say = (text: string, tone?: Tone) => void;

const SHOWN_FOR = 6_000;
const ToastContext = createContext<Say>(() => undefined);

/** Says something for a moment, on screen and aloud. */
export function useToast(): Say {
  return useContext(ToastContext);
}

export function Toasts({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly { id: number; text: string; tone: Tone }[]>([]);
  const next = useRef(0);
  const say = useCallback<Say>((text, tone = "calm") => {
    const id = next.current++;
    setToasts((shown) => [...shown.slice(-2), { id, text, tone }]);
    setTimeout(() => setToasts((shown) => shown.filter((it) => it.id !== id)), SHOWN_FOR);
  }, []);
  const [calm, urgent] = useMemo(
    () => [toasts.filter((it) => it.tone === "calm"), toasts.filter((it) => it.tone === "danger")],
    [toasts],
  );
  return (
    <ToastContext value={say}>
      {children}
      <div className="toasts">
        <div role="status" aria-live="polite">
          {calm.map((it) => (
            <p key={it.id} className="toast">
              {it.text}
            </p>
          ))}
        </div>
        <div role="alert">
          {urgent.map((it) => (
            <p key={it.id} className="toast toast-danger">
              {it.text}
            </p>
          ))}
        </div>
      </div>
    </ToastContext>
  );
}
