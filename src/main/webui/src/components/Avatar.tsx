import { useState } from "react";
import { hueOf } from "../lib/hueOf";

interface Props {
  name: string;
  /** What the colour is made from: stays when the name changes. */
  seed: string;
  url?: string | null | undefined;
  size?: 16 | 20 | 28 | 36 | 56;
  square?: boolean;
  title?: string;
}

export function Avatar({ name, seed, url, size = 36, square = false, title }: Props) {
  const [broken, setBroken] = useState<string>();
  const [letter = "?"] = name.replace(/^[@\s]+/, "");
  return (
    <span
      className={`avatar avatar-${size} hue-${hueOf(seed)} ${square ? "avatar-square" : ""}`}
      title={title}
      aria-hidden={title ? undefined : true}
    >
      {url && broken !== url ? (
        <img src={url} alt="" loading="lazy" referrerPolicy="no-referrer" onError={() => setBroken(url)} />
      ) : (
        letter.toLocaleUpperCase()
      )}
    </span>
  );
}
