import { Suspense, useState } from "react";
import { Outlet } from "react-router";
import { useMe } from "../api/useMe";
import { useShortcuts } from "../lib/useShortcuts";
import { RealtimeProvider } from "../realtime/RealtimeProvider";
import { ConnectionBanner } from "./ConnectionBanner";
import { FailureNotices } from "./FailureNotices";
import { Rail } from "./Rail";
import { ShortcutHelp } from "./ShortcutHelp";
import { Splash } from "./Splash";

/** What stays while somebody moves about: the socket, the rail, the news about the connection. */
export function Shell() {
  const { settings } = useMe();
  const [helping, setHelping] = useState(false);
  const help = () => setHelping(true);
  useShortcuts({ "?": help }, settings.shortcuts !== false);

  return (
    <RealtimeProvider>
      <div className="shell">
        <Rail onHelp={help} />
        <div className="shell-body">
          <ConnectionBanner />
          <FailureNotices />
          <div className="shell-page">
            <Suspense fallback={<Splash />}>
              <Outlet context={help} />
            </Suspense>
          </div>
        </div>
      </div>
      {helping && <ShortcutHelp onClose={() => setHelping(false)} />}
    </RealtimeProvider>
  );
}
