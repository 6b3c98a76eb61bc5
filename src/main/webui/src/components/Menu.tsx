import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";

interface Props {
  trigger: ReactNode;
  children: ReactNode;
  align?: "start" | "end";
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  label?: string;
}

/** A drop-down. Not modal: Radix' scroll lock writes a style element, which our Content-Security-Policy forbids. */
export function Menu({ trigger, children, align = "end", label, ...state }: Props) {
  return (
    <DropdownMenu.Root modal={false} {...state}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align={align} sideOffset={4} collisionPadding={8} loop>
          {label && <DropdownMenu.Label className="menu-label">{label}</DropdownMenu.Label>}
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface ItemProps {
  children: ReactNode;
  end?: ReactNode;
  disabled?: boolean;
  onSelect: () => void;
}

export function MenuItem({ children, end, disabled = false, onSelect }: ItemProps) {
  return (
    <DropdownMenu.Item className="menu-item" disabled={disabled} onSelect={onSelect}>
      {children}
      {end !== undefined && <span className="menu-item-end number">{end}</span>}
    </DropdownMenu.Item>
  );
}

interface ChoiceProps<T extends string> {
  value: T;
  onChange: (value: T) => void;
  choices: readonly { value: T; label: string; hint?: string; icon?: ReactNode }[];
}

export function MenuChoice<T extends string>({ value, onChange, choices }: ChoiceProps<T>) {
  return (
    <DropdownMenu.RadioGroup
      value={value}
      onValueChange={(picked) => {
        const choice = choices.find((it) => it.value === picked);
        if (choice) onChange(choice.value);
      }}
    >
      {choices.map((it) => (
        <DropdownMenu.RadioItem key={it.value} value={it.value} className="menu-item">
          {it.icon}
          {it.hint ? (
            <span className="menu-item-text">
              {it.label}
              <span className="faint">{it.hint}</span>
            </span>
          ) : (
            it.label
          )}
          <DropdownMenu.ItemIndicator className="menu-item-end">✓</DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

export function MenuLine() {
  return <DropdownMenu.Separator className="menu-line" />;
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <DropdownMenu.Label className="menu-label">{children}</DropdownMenu.Label>;
}
