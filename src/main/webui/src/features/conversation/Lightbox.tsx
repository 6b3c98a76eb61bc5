import { Download, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../components/Button";

interface Props {
  url: string;
  name: string;
  onClose: () => void;
}

/** A picture over everything else. Mounted means open; the browser's own dialog keeps the focus and gives it back. */
export function Lightbox({ url, name, onClose }: Props) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  return (
    <dialog
      ref={dialog}
      className="lightbox"
      aria-label={name}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="lightbox-bar">
        <a className="button button-quiet button-icon" href={url} download aria-label={t("media.save")} title={t("media.save")}>
          <Download size={18} aria-hidden="true" />
        </a>
        <IconButton label={t("common.close")} onClick={onClose}>
          <X size={18} />
        </IconButton>
      </div>
      <img src={url} alt={name} />
    </dialog>
  );
}
