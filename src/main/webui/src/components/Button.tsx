import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: "primary" | "secondary" | "quiet" | "danger";
  small?: boolean;
  busy?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({ look = "secondary", small, busy, className = "", children, disabled, ...rest }: Props) {
  return (
    <button
      type="button"
      className={`button button-${look} ${small ? "button-small" : ""} ${className}`}
      disabled={disabled || busy}
      {...rest}
    >
      {busy && <span className="spinner" aria-hidden="true" />}
      {children}
    </button>
  );
}

interface IconProps extends Omit<Props, "children"> {
  /** Read aloud and shown on hover: the icon says nothing by itself. */
  label: string;
  shortcut?: string;
  children: ReactNode;
}

export function IconButton({ label, shortcut, look = "quiet", className = "", ...rest }: IconProps) {
  return (
    <Button
      look={look}
      aria-label={label}
      aria-keyshortcuts={shortcut}
      title={shortcut ? `${label} · ${shortcut}` : label}
      className={`button-icon ${className}`}
      {...rest}
    />
  );
}
