import { QueryClientProvider, type QueryClient } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { I18nextProvider, useTranslation } from "react-i18next";
import { SearchX } from "lucide-react";
import { BrowserRouter, Link, Navigate, Route, Routes, useOutletContext } from "react-router";
import { State } from "../components/State";
import { Toasts } from "../components/Toasts";
import { BoundPage } from "../features/session/BoundPage";
import { LoginPage } from "../features/session/LoginPage";
import { SetupPage } from "../features/session/SetupPage";
import { i18n } from "../i18n/i18n";
import { ErrorBoundary } from "./ErrorBoundary";
import { InboxPage } from "./InboxPage";
import { RequireLogin } from "./RequireLogin";
import { Shell } from "./Shell";
import { Splash } from "./Splash";
import "./app.css";

// Seldom opened: agents should not wait for what admins use.
const SettingsPage = lazy(() => import("../features/settings/SettingsPage").then((it) => ({ default: it.SettingsPage })));
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
          <Route path="/admin/:section?" element={<AdminPage />} />
          <Route path="*" element={<NotFound />} />
        </Route>
      </Routes>
    </Suspense>
  );
}

function Inbox() {
  return <InboxPage onHelp={useOutletContext<() => void>()} />;
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
