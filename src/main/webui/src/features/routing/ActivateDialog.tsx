import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ProblemError, sendJson } from "../../api/client";
import { policiesPath, type PolicyVersion } from "../../api/policies";
import { Button } from "../../components/Button";
import { Callout } from "../../components/Callout";
import { Dialog } from "../../components/Dialog";
import { useToast } from "../../components/Toasts";
import { useProblemText } from "../../i18n/useProblemText";

interface Props {
  storeId: string;
  version: PolicyVersion;
  /** What applied when this page was read; 0: nothing of the store's own. */
  instead: number;
  onClose: () => void;
  /** It is another now: read what there is. */
  onReread: () => void;
}

export function ActivateDialog({ storeId, version, instead, onClose, onReread }: Props) {
  const { t } = useTranslation();
  const say = useToast();
  const words = useProblemText();
  const activate = useMutation({
    mutationFn: () => sendJson<PolicyVersion>("POST", `${policiesPath(storeId, version.version)}/activation`, { revision: version.revision, instead }),
    onSuccess: () => {
      say(t("policy.activated", { number: version.version }));
      onReread();
    },
  });
  const conflict = activate.error instanceof ProblemError && activate.error.status === 409;
  const fields = activate.error instanceof ProblemError ? activate.error.errors : [];
  return (
    <Dialog title={t("policy.activateTitle", { number: version.version })} onClose={onClose}>
      <p>{instead === 0 ? t("policy.activateFirst") : t("policy.activateText", { number: instead })}</p>
      {activate.error && (
        <Callout tone="danger">
          {words(activate.error)}
          {fields.map((it) => (
            <p key={it.field}>
              <code>{it.field.replace("document.", "")}</code> {it.message}
            </p>
          ))}
        </Callout>
      )}
      <div className="dialog-foot">
        <Button onClick={onClose}>{t("common.cancel")}</Button>
        {conflict ? (
          <Button look="primary" onClick={onReread}>
            {t("policy.reread")}
          </Button>
        ) : (
          <Button look="primary" busy={activate.isPending} onClick={() => activate.mutate()}>
            {t("policy.activate")}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
