import type { RouteDefinition } from "@solidjs/router";
import { lazy } from "solid-js";

/** Pages for whoever builds the site: `npm run dev` has them, a production build drops them. */
export const workbench: RouteDefinition[] =
  import.meta.env.MODE === "development" ? [{ path: "/ui", component: lazy(() => import("./pages/ui.tsx")) }] : [];
