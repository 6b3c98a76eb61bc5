import type { Count } from "../../api/types";

/** How many there are; nothing where there are none, because a column of zeros says nothing. */
export function CountMark({ count, alarming = false }: { count: Count | undefined; alarming?: boolean }) {
  if (!count || count.value === 0) return null;
  return (
    <span className={`nav-count number ${alarming ? "nav-count-alarming" : ""}`}>
      {count.value}
      {count.capped && "+"}
    </span>
  );
}
