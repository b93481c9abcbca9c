import type { RouteDefinition } from "@solidjs/router";
import { lazy } from "solid-js";
import { workbench } from "./workbench.tsx";

/** The whole sitemap; every page comes by its own chunk. */
export const routes: RouteDefinition[] = [
  { path: "/", component: lazy(() => import("./pages/home.tsx")) },
  { path: "/login", component: lazy(() => import("./pages/login.tsx")) },
  { path: "/register", component: lazy(() => import("./pages/register.tsx")) },
  { path: "/pricing", component: lazy(() => import("./pages/pricing.tsx")) },
  { path: "/forgot-password", component: lazy(() => import("./pages/forgot-password.tsx")) },
  { path: "/reset-password", component: lazy(() => import("./pages/reset-password.tsx")) },
  { path: "/confirm-address", component: lazy(() => import("./pages/confirm-address.tsx")) },
  { path: "/change-address", component: lazy(() => import("./pages/confirm-address.tsx")) },
  { path: "/take-back-address", component: lazy(() => import("./pages/reset-password.tsx")) },
  { path: "/receipt", component: lazy(() => import("./pages/receipt.tsx")) },
  { path: "/deleted/:id", component: lazy(() => import("./pages/deleted.tsx")) },
  { path: "/terms", component: lazy(() => import("./pages/terms.tsx")) },
  { path: "/privacy", component: lazy(() => import("./pages/privacy.tsx")) },
  {
    path: "/",
    component: lazy(() => import("./pages/studio.tsx")),
    children: [
      { path: "/dashboard", component: lazy(() => import("./pages/dashboard.tsx")) },
      { path: "/styles", component: lazy(() => import("./pages/styles.tsx")) },
      { path: "/styles/new", component: lazy(() => import("./pages/new-style.tsx")) },
      { path: "/styles/:id", component: lazy(() => import("./pages/style.tsx")) },
      { path: "/credits", component: lazy(() => import("./pages/credits.tsx")) },
      { path: "/gallery", component: lazy(() => import("./pages/gallery.tsx")) },
      { path: "/operations", component: lazy(() => import("./pages/operations.tsx")) },
      { path: "/settings", component: lazy(() => import("./pages/settings.tsx")) },
      { path: "/generate/:id?", component: lazy(() => import("./pages/generate.tsx")) },
    ],
  },
  ...workbench,
  { path: "*", component: lazy(() => import("./pages/not-found.tsx")) },
];
