import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Alert } from "../../api/cockpit";
import { Button } from "../../components/Button";
import { reconnectAt, remedyFor } from "./remedies";
import { useHealthActions } from "./useHealthActions";
import { useSubscribing } from "./Subscribing";

interface Props {
  accountId: string;
  alert: Alert;
  /** Said aloud with the action: three "Reconnect" in a row are three different ones. */
  name: string;
}

/** The button that does what an alert says is to be done. */
export function RemedyButton({ accountId, alert, name }: Props) {
  const { t } = useTranslation();
  const actions = useHealthActions(accountId);
  const subscribe = useSubscribing();
  const remedy = remedyFor(alert);
  if (!remedy) return null;
  switch (remedy.does) {
    case "reconnect":
      return (
        <Link className="button button-primary button-small" to={reconnectAt(accountId)}>
          {t("alert.actions.reconnect")}
          <span className="visually-hidden">{name}</span>
        </Link>
      );
    case "selfTest":
      return (
        <Link className="button button-secondary button-small" to={`/health/${accountId}?test`}>
          {t("alert.actions.selfTest")}
          <span className="visually-hidden">{name}</span>
        </Link>
      );
    case "parked":
      return (
        <Link className="button button-secondary button-small" to="/admin/parked">
          {t("alert.actions.parked")}
        </Link>
      );
    case "subscribe":
      return (
        <Button small look="primary" onClick={() => subscribe(remedy.topic)}>
          {t(`alert.actions.subscribe.${remedy.topic}`)}
        </Button>
      );
    case "refresh":
    case "readBack": {
      const action = actions[remedy.does];
      return (
        <Button small look="primary" busy={action.isPending} onClick={() => action.mutate()}>
          {t(`alert.actions.${remedy.does}`)}
          <span className="visually-hidden">{name}</span>
        </Button>
      );
    }
    default:
      return remedy satisfies never;
  }
}
