import { Clapperboard, ImagePlus, Plus, SquareMousePointer } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../../api/types";
import { IconButton } from "../../components/Button";
import { Menu, MenuItem } from "../../components/Menu";
import { usePictures } from "./usePictures";

interface Props {
  conversation: Pick<Conversation, "id" | "surface">;
  onPicture: () => void;
  onPost: () => void;
  onCard: () => void;
}

/** What can be sent beside words; what cannot be says why. */
export function AddMenu({ conversation, onPicture, onPost, onCard }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const pictures = usePictures(conversation, open);
  const onlyWords = conversation.surface === "DM" ? undefined : t("attach.NOT_IN_COMMENTS");
  const items = [
    { name: "picture", Icon: ImagePlus, onPick: onPicture, why: pictures.impossible ? t(`attach.${pictures.impossible}`) : undefined },
    { name: "post", Icon: Clapperboard, onPick: onPost, why: onlyWords },
    { name: "card", Icon: SquareMousePointer, onPick: onCard, why: onlyWords },
  ] as const;
  return (
    <Menu
      align="start"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <IconButton label={t("add.label")}>
          <Plus size={16} aria-hidden="true" />
        </IconButton>
      }
    >
      {items.map(({ name, Icon, onPick, why }) => (
        <MenuItem key={name} disabled={why !== undefined} onSelect={onPick}>
          <Icon size={15} aria-hidden="true" />
          <span className="add-item">
            {t(`add.${name}`)}
            {why && <small>{why}</small>}
          </span>
        </MenuItem>
      ))}
    </Menu>
  );
}
