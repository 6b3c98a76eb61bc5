import { useState } from "react";
import { useTranslation } from "react-i18next";
import { UserText } from "../../components/UserText";

const LONG = 1_200;
const MANY_LINES = 18;

function shortened(text: string): string | null {
  const lines = text.split("\n");
  const cut = lines.length > MANY_LINES ? lines.slice(0, MANY_LINES).join("\n") : text;
  const short = cut.length > LONG ? cut.slice(0, LONG) : cut;
  // A cut must not fall into the middle of a pair of surrogates.
  return short.length < text.length ? short.replace(/[\uD800-\uDBFF]$/, "") : null;
}

/** Text of any length, shown up to a length that leaves the thread readable. */
export function LongText({ text }: { text: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const short = shortened(text);
  return (
    <>
      <UserText className="message-text" text={open || short === null ? text : `${short}…`} />
      {short !== null && (
        <button type="button" className="message-more" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t("message.less") : t("message.more", { count: text.length })}
        </button>
      )}
    </>
  );
}
