import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Clapperboard } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { postsOf } from "../../api/queries";
import type { OwnPost } from "../../api/types";
import { Button } from "../../components/Button";
import { Callout } from "../../components/Callout";
import { Cover } from "../../components/Cover";
import { Dialog } from "../../components/Dialog";
import { TextField } from "../../components/Field";
import { ErrorState, State } from "../../components/State";
import { UserText } from "../../components/UserText";
import { shortDateTime } from "../../lib/time";
import { useDebounced } from "../../lib/useDebounced";

interface Props {
  accountId: string;
  onPick: (post: OwnPost) => void;
  onClose: () => void;
}

/** The account's own posts: TikTok shares no others. */
export function PostPicker({ accountId, onPick, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const [words, setWords] = useState("");
  const searched = useDebounced(words.trim(), 300);
  const query = useInfiniteQuery({ ...postsOf(accountId, searched), placeholderData: keepPreviousData });
  const pages = query.data?.pages ?? [];
  const posts = pages.flatMap((it) => it.items);
  const state = pages.map((it) => it.state).find((it) => it !== "CURRENT");
  return (
    <Dialog title={t("posts.title")} onClose={onClose}>
      <div className="post-picker">
        <TextField label={t("posts.search")} type="search" value={words} onChange={(event) => setWords(event.target.value)} />
        {state && <Callout tone="warn">{t(`posts.${state}`)}</Callout>}
        {query.isPending && <p role="status">{t("common.loading")}</p>}
        {query.isError && posts.length === 0 && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {query.isSuccess && posts.length === 0 && !query.hasNextPage && (
          <State icon={Clapperboard} title={t(searched ? "posts.noneFound" : "posts.none")} />
        )}
        <ul className="post-picker-list">
          {posts.map((it) => (
            <li key={it.postId}>
              <button type="button" onClick={() => onPick(it)}>
                <Cover post={it} size="large" />
                <span>
                  <span className="post-picker-caption">{it.caption ? <UserText text={it.caption} /> : t("post.noCaption")}</span>
                  {it.publishedAt && <time dateTime={it.publishedAt}>{shortDateTime(it.publishedAt, i18n.language)}</time>}
                </span>
              </button>
            </li>
          ))}
        </ul>
        {query.hasNextPage && (
          <Button small look="quiet" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t(query.isFetchNextPageError ? "common.retry" : searched ? "posts.searchOn" : "posts.older")}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
