import type { ReactNode } from "react";

interface Props {
  title: string;
  lead?: string;
  children: ReactNode;
}

export function Section({ title, lead, children }: Props) {
  return (
    <section className="section">
      <header>
        <h2>{title}</h2>
        {lead && <p className="faint">{lead}</p>}
      </header>
      <div className="card">{children}</div>
    </section>
  );
}

export function SettingLine({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <div className="setting-line">
      <div>
        <strong>{title}</strong>
        {hint && <p>{hint}</p>}
      </div>
      {children}
    </div>
  );
}
