import { MousePointerClick } from "lucide-react";
import { UserText } from "./UserText";

interface Props {
  style: "BUTTONS" | "LINKS" | null;
  title: string | null;
  buttons: readonly string[];
}

/** A card as the customer sees it. Nothing on it can be tapped here. */
export function CardView({ style, title, buttons }: Props) {
  return (
    <span className="card-view">
      {title && <UserText className="card-view-title" text={title} />}
      {buttons.length > 0 && (
        <span className={`card-view-buttons ${style === "LINKS" ? "card-view-links" : ""}`}>
          {buttons.map((it, index) => (
            <bdi key={index} dir="auto">
              {style === "LINKS" && <MousePointerClick size={12} aria-hidden="true" />}
              {it}
            </bdi>
          ))}
        </span>
      )}
    </span>
  );
}
