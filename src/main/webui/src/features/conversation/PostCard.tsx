import { ExternalLink } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Post } from "../../api/types";
import { Cover } from "../../components/Cover";
import { UserText } from "../../components/UserText";
import { safeLink } from "../../lib/safeLink";

/** The post that is being talked about. */
export function PostCard({ post }: { post: Post }) {
  const { t } = useTranslation();
  const link = safeLink(post.shareUrl);
  return (
    <article className="post-card">
      <Cover post={post} size="large" />
      <div className="post-card-text">
        <p className="post-card-kind">{t(`post.${post.type ?? "UNKNOWN"}`)}</p>
        <p className="post-card-caption">{post.caption ? <UserText text={post.caption} /> : t("post.noCaption")}</p>
        {link && (
          <a href={link} target="_blank" rel="noopener noreferrer">
            {t("post.open")} <ExternalLink size={12} aria-hidden="true" />
          </a>
        )}
      </div>
    </article>
  );
}
