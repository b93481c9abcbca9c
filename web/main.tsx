import { Router } from "@solidjs/router";
import { ErrorBoundary, Suspense } from "solid-js";
import { render } from "solid-js/web";
import { Crash } from "./pages/crash.tsx";
import { routes } from "./routes.tsx";
import "./ui/base.css";

// Links and cookies are made for the site's own name; on the local stack that is localhost alone.
if (["127.0.0.1", "[::1]"].includes(location.hostname)) location.hostname = "localhost";

const root = document.getElementById("root");
if (root) {
  root.textContent = "";
  render(
    () => (
      <Router
        root={(props) => (
          <ErrorBoundary fallback={(error: unknown, reset) => <Crash error={error} onRetry={reset} />}>
            <Suspense>{props.children}</Suspense>
          </ErrorBoundary>
        )}
      >
        {routes}
      </Router>
    ),
    root,
  );
}

// After the first paint: the worker is for the next visit.
if (import.meta.env.PROD && "serviceWorker" in navigator)
  addEventListener("load", () => void navigator.serviceWorker.register("/sw.js").catch(() => undefined));
