import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { I18nextProvider, useTranslation } from "react-i18next";
import { SearchX } from "lucide-react";
import { BrowserRouter, Link, Navigate, Route, Routes, useOutletContext } from "react-router";
import { State } from "../components/State";
import { Toasts } from "../components/Toasts";
import { AccountNotices } from "../features/inbox/AccountNotices";
import { BoundPage } from "../features/session/BoundPage";
import { LoginPage } from "../features/session/LoginPage";
import { SetupPage } from "../features/session/SetupPage";
import { i18n } from "../i18n/i18n";
import { AdminHome } from "./AdminHome";
import { ErrorBoundary } from "./ErrorBoundary";
import { InboxPage } from "./InboxPage";
import { RequireLogin } from "./RequireLogin";
import { Shell } from "./Shell";
import { Splash } from "./Splash";
import "./app.css";

// Seldom opened: agents should not wait for what admins use.
const SettingsPage = lazy(() => import("../features/settings/SettingsPage").then((it) => ({ default: it.SettingsPage })));
const HealthPage = lazy(() => import("../features/health/HealthPage").then((it) => ({ default: it.HealthPage })));
const AccountHealthPage = lazy(() => import("../features/health/AccountHealthPage").then((it) => ({ default: it.AccountHealthPage })));
const ChecklistPage = lazy(() => import("../features/checklist/ChecklistPage").then((it) => ({ default: it.ChecklistPage })));
const RoutingPage = lazy(() => import("../features/routing/RoutingPage").then((it) => ({ default: it.RoutingPage })));
const BoardPage = lazy(() => import("../features/board/BoardPage").then((it) => ({ default: it.BoardPage })));
const AdminPage = lazy(() => import("../features/admin/AdminPage").then((it) => ({ default: it.AdminPage })));

export function App({ client }: { client: QueryClient }) {
  return (
    <I18nextProvider i18n={i18n}>
      <ErrorBoundary>
        <QueryClientProvider client={client}>
          <Toasts>
            <BrowserRouter>
              <Pages />
            </BrowserRouter>
          </Toasts>
        </QueryClientProvider>
      </ErrorBoundary>
    </I18nextProvider>
  );
}

export function Pages() {
  return (
    <Suspense fallback={<Splash />}>
      <Routes>
        <Route path="/login" element={<LoginPage />} />
        <Route path="/setup" element={<SetupPage />} />
        <Route path="/bound" element={<BoundPage />} />
        <Route
          element={
            <RequireLogin>
              <Shell />
            </RequireLogin>
          }
        >
          <Route path="/" element={<Navigate to="/inbox" replace />} />
          <Route path="/inbox/:conversationId?" element={<Inbox />} />
          <Route path="/settings" element={<SettingsPage />} />
          <Route path="/health" element={<HealthPage />} />
          <Route path="/health/:accountId" element={<AccountHealthPage />} />
          <Route path="/board" element={<BoardPage />} />
          <Route path="/checklist" element={<ChecklistPage />} />
          <Route path="/admin" element={<AdminHome />} />
          <Route path="/admin/stores/:id/routing/:version?" element={<RoutingPage />} />
          <Route path="/admin/:section/:id?" element={<AdminPage />} />
          <Route path="*" element={<NotFound />} />
        </Route>
      </Routes>
    </Suspense>
  );
}

function Inbox() {
  return (
    <div className="inbox-frame">
      <AccountNotices />
      <InboxPage onHelp={useOutletContext<() => void>()} />
    </div>
  );
}

function NotFound() {
  const { t } = useTranslation();
  return (
    <State icon={SearchX} title={t("state.notFound")}>
      <Link className="button button-secondary" to="/inbox">
        {t("bound.toInbox")}
      </Link>
    </State>
  );
}
