import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { accountName } from "../../api/accountName";
import { personName } from "../../api/personName";
import type { Account, Conversation, Duty, StoreRef } from "../../api/types";
import { Avatar } from "../../components/Avatar";
import { IconButton } from "../../components/Button";
import { Cover } from "../../components/Cover";
import { HealthDot } from "../../components/HealthDot";
import { UserText } from "../../components/UserText";
import { QuotaMeter, WindowTimer } from "../../components/WindowTimer";
import { safeLink } from "../../lib/safeLink";
import { languageName } from "../../lib/languages";
import { shortDateTime } from "../../lib/time";
import "./customer.css";

interface Props {
  conversation: Conversation;
  account: Account | undefined;
  store: StoreRef | undefined;
  assignee: Duty | undefined;
  onClose: () => void;
}

/** Who this is, on which account, and how long we may still answer. */
export function PersonPanel({ conversation, account, store, assignee, onClose }: Props) {
  const { t, i18n } = useTranslation();
  const { contact, window, post } = conversation;
  const name = personName(contact, t("person.unknown"));
  const when = (iso: string | null) => (iso ? <time dateTime={iso}>{shortDateTime(iso, i18n.language)}</time> : t("common.none"));
  const link = safeLink(post?.shareUrl ?? null);

  return (
    <aside className="panel" aria-label={t("panel.label")}>
      <div className="panel-close">
        <IconButton label={t("common.close")} shortcut="]" onClick={onClose}>
          <X size={17} />
        </IconButton>
      </div>
      <div className="panel-person">
        <Avatar name={name} seed={contact?.id ?? conversation.id} url={contact?.avatarUrl} size={56} />
        <h3 className="panel-name">
          <UserText text={name} />
        </h3>
        {contact?.handle && (
          <p className="panel-handle">
            <UserText text={`@${contact.handle}`} />
          </p>
        )}
        {!contact && <p className="panel-handle">{t("person.withheld")}</p>}
      </div>

      {window && (
        <Section title={t("panel.window")}>
          <Row label={t("panel.timeLeft")}>
            <WindowTimer expiresAt={window.expiresAt} />
          </Row>
          <Row label={t("panel.messagesLeft")}>
            <QuotaMeter window={window} />
          </Row>
          <Row label={t("panel.endsAt")}>{when(window.expiresAt)}</Row>
        </Section>
      )}

      <Section title={t("panel.account")}>
        {account ? (
          <div className="panel-account">
            <Avatar name={accountName(account)} seed={account.id} url={account.avatarUrl} size={28} square />
            <div className="panel-account-text">
              <span className="truncate">
                <UserText text={account.displayName?.trim() || accountName(account)} />
              </span>
              {account.handle && (
                <span className="panel-faint truncate">
                  <UserText text={`@${account.handle}`} />
                </span>
              )}
            </div>
            <span className="badge">{t(`role.${account.role}`)}</span>
            <HealthDot health={account.state === "CONNECTED" ? account.health : "BROKEN"} />
          </div>
        ) : (
          <p className="panel-faint">{t("panel.accountGone")}</p>
        )}
        {store && <Row label={t("panel.store")}>{store.name}</Row>}
      </Section>

      <Section title={t("panel.conversation")}>
        <Row label={t("panel.kind")}>{t(`surface.${conversation.surface}`)}</Row>
        <Row label={t("panel.status")}>{t(`status.${conversation.status}`)}</Row>
        {conversation.snoozedUntil && <Row label={t("panel.snoozedUntil")}>{when(conversation.snoozedUntil)}</Row>}
        <Row label={t("panel.assignee")}>{assignee?.name ?? t("panel.nobody")}</Row>
        {conversation.language && <Row label={t("panel.language")}>{languageName(conversation.language, i18n.language)}</Row>}
        <Row label={t("panel.lastInbound")}>{when(conversation.lastInboundAt)}</Row>
        <Row label={t("panel.inbound")}>
          <span className="number">{conversation.inboundCount}</span>
        </Row>
      </Section>

      {post && (
        <Section title={t("panel.post")}>
          <div className="panel-post">
            <Cover post={post} size="large" />
            <div>
              <p className="panel-caption">{post.caption ? <UserText text={post.caption} /> : t("post.noCaption")}</p>
              {link && (
                <a href={link} target="_blank" rel="noopener noreferrer">
                  {t("post.open")}
                </a>
              )}
            </div>
          </div>
        </Section>
      )}
    </aside>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="panel-section">
      <h4>{title}</h4>
      {children}
    </section>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <dl className="panel-row">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </dl>
  );
}
