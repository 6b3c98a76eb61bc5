import { useTranslation } from "react-i18next";
import type { LegalEntity } from "../../api/types";
import { difference, type Piece } from "../../lib/difference";

interface Props {
  declared: LegalEntity;
  ours: LegalEntity;
}

/** Both spellings side by side, with what differs marked: by a line as well as by colour. */
export function NearMatch({ declared, ours }: Props) {
  const { t } = useTranslation();
  const name = difference(declared.name, ours.name);
  const number = difference(declared.registrationNumber, ours.registrationNumber);
  return (
    <div className="near-match">
      <p>{t("nearMatch.lead")}</p>
      <dl>
        {(["left", "right"] as const).map((side) => (
          <div key={side}>
            <dt>{t(side === "left" ? "nearMatch.declared" : "nearMatch.ours")}</dt>
            <dd>
              <Marked pieces={name[side]} />
            </dd>
            <dd className="number">
              <Marked pieces={number[side]} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Marked({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <bdi>
      {pieces.map((it, index) => (it.same ? it.text : <mark key={index}>{it.text}</mark>))}
    </bdi>
  );
}
