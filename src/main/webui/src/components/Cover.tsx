import { Image, Play } from "lucide-react";
import { useState } from "react";

interface Props {
  post: { type: "VIDEO" | "PHOTO" | null; coverUrl: string | null };
  size: "small" | "large";
}

/** A post's cover, or its kind where TikTok took the picture away. */
export function Cover({ post, size }: Props) {
  const [broken, setBroken] = useState<string>();
  const Icon = post.type === "PHOTO" ? Image : Play;
  return (
    <span className={`cover cover-${size}`} aria-hidden="true">
      {post.coverUrl && broken !== post.coverUrl ? (
        <img src={post.coverUrl} alt="" loading="lazy" referrerPolicy="no-referrer" onError={() => setBroken(post.coverUrl ?? undefined)} />
      ) : (
        <Icon size={size === "small" ? 11 : 20} />
      )}
    </span>
  );
}
