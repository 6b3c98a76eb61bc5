import { useEffect, useRef, type KeyboardEvent, type ReactNode } from "react";

interface Props {
  side: "start" | "end";
  label: string;
  onClose: () => void;
  children: ReactNode;
}

const FOCUSABLE = "a[href], button:not(:disabled), input, [tabindex='0']";

/** A pane for which the page is too narrow. Keeps the focus inside while it covers the rest, and gives it back. */
export function Drawer({ side, label, onClose, children }: Props) {
  const body = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const before = document.activeElement;
    body.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.preventDefault();
      onClose();
    } else if (event.key === "Tab") {
      const inside = [...(body.current?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])];
      const [first, last] = [inside[0], inside.at(-1)];
      const leaving = event.shiftKey ? document.activeElement === first || document.activeElement === body.current : document.activeElement === last;
      if (!leaving) return;
      event.preventDefault();
      (event.shiftKey ? last : first)?.focus();
    }
  };

  return (
    <div className={`drawer drawer-${side}`} onClick={(event) => event.target === event.currentTarget && onClose()} onKeyDown={onKeyDown}>
      <div className="drawer-body" ref={body} role="dialog" aria-modal="true" aria-label={label} tabIndex={-1}>
        {children}
      </div>
    </div>
  );
}
