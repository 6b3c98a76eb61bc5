import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { OwnPost } from "../../api/types";
import { IconButton } from "../../components/Button";
import { Cover } from "../../components/Cover";
import { UserText } from "../../components/UserText";

interface Props {
  post: OwnPost;
  /** Words go out as a message of their own. */
  withText: boolean;
  onRemove: () => void;
}

/** The post that is going to be shared. */
export function PostPreview({ post, withText, onRemove }: Props) {
  const { t } = useTranslation();
  return (
    <div className="attachment">
      <Cover post={post} size="large" />
      <div className="attachment-state">
        {post.caption ? <UserText className="truncate" text={post.caption} /> : <span>{t("messageType.SHARE_POST")}</span>}
        <p className="composer-hint">{t(withText ? "posts.readyWithText" : "posts.ready")}</p>
      </div>
      <IconButton label={t("posts.remove")} onClick={onRemove}>
        <X size={16} />
      </IconButton>
    </div>
  );
}
