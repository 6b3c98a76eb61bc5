import { useTranslation } from "react-i18next";
import { Button } from "../../components/Button";
import { useMyDuty } from "./useMyDuty";

/** Why nothing comes, and the way out of it. */
export function OffDuty() {
  const { t } = useTranslation();
  const { turn } = useMyDuty();
  return (
    <div className="off-duty">
      <p>{t("duty.nothingComes")}</p>
      <Button onClick={() => turn.mutate("ON")} busy={turn.isPending}>
        {t("duty.goOn")}
      </Button>
    </div>
  );
}
