import { ImagePlus } from "lucide-react";
import { useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../../api/types";
import { IconButton } from "../../components/Button";
import { ACCEPTED } from "./attachmentRules";
import { usePictures } from "./usePictures";

interface Props {
  conversation: Pick<Conversation, "id" | "surface">;
  /** Opens the file dialog when it is clicked. */
  files: RefObject<HTMLInputElement | null>;
  onPick: (file: File) => void;
}

/** Opens the file dialog. */
export function AttachButton({ conversation, files, onPick }: Props) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState(false);
  const { impossible } = usePictures(conversation, wanted);

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
        aria-disabled={impossible !== null}
        label={t(impossible ? `attach.${impossible}` : "attach.button")}
        onClick={() => !impossible && files.current?.click()}
      >
        <ImagePlus size={16} aria-hidden="true" />
      </IconButton>
    </span>
  );
}
