import { useTranslation } from "react-i18next";
import type { Message } from "../../api/types";
import { UserText } from "../../components/UserText";
import { isTikToks } from "./sendFailure";

/** What TikTok itself said, for whoever wants to look it up. */
export function FailureCode({ failure }: Pick<Message, "failure">) {
  const { t } = useTranslation();
  if (!isTikToks(failure?.code)) return null;
  return (
    <details className="trouble-details">
      <summary className="number">{t("failure.code", { code: failure?.code })}</summary>
      <UserText text={failure?.reason ?? ""} />
    </details>
  );
}
