import { useQuery } from "@tanstack/react-query";
import { ImagePlus } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { capabilitiesOf } from "../../api/queries";
import type { Conversation } from "../../api/types";
import { IconButton } from "../../components/Button";
import { ACCEPTED } from "./attachmentRules";

interface Props {
  conversation: Pick<Conversation, "id" | "surface">;
  onPick: (file: File) => void;
}

/** Opens the file dialog. Whether TikTok takes pictures here is asked when somebody reaches for it. */
export function AttachButton({ conversation, onPick }: Props) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const direct = conversation.surface === "DM";
  const { data } = useQuery({ ...capabilitiesOf(conversation.id), enabled: wanted && direct });
  const pictures = direct ? (data?.pictures ?? "UNKNOWN") : "NOT_IN_COMMENTS";
  const impossible = pictures === "NOT_IN_COMMENTS" || pictures === "NOT_IN_THIS_CONVERSATION";

  return (
    <span onPointerEnter={() => setWanted(true)} onFocus={() => setWanted(true)}>
      <input
        ref={files}
        type="file"
        accept={ACCEPTED}
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file) onPick(file);
        }}
      />
      <IconButton
        // Not disabled for good: a disabled button does not say why to whoever moves by keyboard.
        aria-disabled={impossible}
        label={impossible ? t(`attach.${pictures}`) : t("attach.button")}
        onClick={() => !impossible && files.current?.click()}
      >
        <ImagePlus size={16} aria-hidden="true" />
      </IconButton>
    </span>
  );
}
