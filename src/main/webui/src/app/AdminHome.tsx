import { Navigate } from "react-router";
import { useAccounts } from "../api/useAccounts";
import { useMe } from "../api/useMe";
import { Splash } from "./Splash";

/** Where administration begins: with the first steps as long as nothing is bound, and with the stores afterwards. */
export function AdminHome() {
  const me = useMe();
  const accounts = useAccounts();
  if (accounts.pending && me.stores.length > 0) return <Splash />;
  const first = me.role === "ADMIN" && !accounts.error && accounts.list.length === 0;
  return <Navigate to={first ? "/checklist" : "/admin/stores"} replace />;
}
