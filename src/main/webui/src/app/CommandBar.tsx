import { Search } from "lucide-react";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { Kbd } from "../components/Kbd";

export interface Command {
  id: string;
  label: string;
  keys?: string;
  run: () => void;
}

interface Props {
  commands: readonly Command[];
  onClose: () => void;
}

/** Everything that can be done from here, by name. */
export function CommandBar({ commands, onClose }: Props) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const listId = useId();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const wanted = typed.trim().toLocaleLowerCase().split(/\s+/);
  const found = commands.filter((it) => wanted.every((word) => it.label.toLocaleLowerCase().includes(word)));
  const current = found[Math.min(at, found.length - 1)];

  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  const run = (command: Command | undefined) => {
    if (!command) return;
    onClose();
    command.run();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      setAt((Math.min(at, found.length - 1) + step + found.length) % found.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(current);
    }
  };

  return (
    <dialog
      ref={dialog}
      className="dialog command"
      aria-label={t("command.label")}
      onCancel={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="command-search">
        <Search size={17} aria-hidden="true" />
        <input
          autoFocus
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={current && `${listId}-${current.id}`}
          aria-label={t("command.label")}
          placeholder={t("command.placeholder")}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <ul id={listId} role="listbox" aria-label={t("command.label")} className="command-list">
        {found.map((it) => (
          <li
            key={it.id}
            id={`${listId}-${it.id}`}
            role="option"
            aria-selected={it === current}
            onPointerMove={() => setAt(found.indexOf(it))}
            onClick={() => run(it)}
          >
            <span className="truncate">{it.label}</span>
            {it.keys && <Kbd keys={it.keys} />}
          </li>
        ))}
        {found.length === 0 && <li className="command-none">{t("command.none")}</li>}
      </ul>
    </dialog>
  );
}
