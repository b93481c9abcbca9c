import { A, useSearchParams } from "@solidjs/router";
import Plus from "lucide-solid/icons/plus";
import Search from "lucide-solid/icons/search";
import { createMemo, For, Show } from "solid-js";
import type { StyleStatus } from "#contract/styles";
import { useLiveStyles } from "../styles/live-styles.ts";
import { findStyles, type StyleFilter, type StyleOrder } from "../styles/sort-styles.ts";
import { statusNames } from "../styles/status.tsx";
import { StyleCard } from "../styles/style-card.tsx";
import { StylesFace } from "../styles/styles-face.tsx";
import { Button, buttonLook } from "../ui/button.tsx";
import { count } from "../ui/say.ts";
import { Select } from "../ui/select.tsx";
import { settled } from "../ui/settled.ts";
import { Title } from "../ui/title.tsx";
import { TopBar } from "./top-bar.tsx";

/** From this many on, finding one by eye takes longer than by name. */
const SEARCH_FROM = 4;

const orders: { value: StyleOrder; label: string }[] = [
  { value: "newest", label: "Newest first" },
  { value: "changed", label: "Changed last" },
  { value: "name", label: "By name" },
];

export default function Styles() {
  const styles = useLiveStyles();
  const { current, trainingOf } = styles;
  const [params, setParams] = useSearchParams<{ q?: string; status?: string; order?: string }>();
  const order = (): StyleOrder => orders.find(({ value }) => value === params.order)?.value ?? "newest";
  const filter = (): StyleFilter =>
    params.status && params.status in statusNames ? (params.status as StyleStatus) : "all";
  const found = createMemo(() => findStyles(current(), { words: params.q ?? "", status: filter(), order: order() }));
  const present = createMemo(() =>
    (Object.keys(statusNames) as StyleStatus[]).filter((status) => current().some((style) => style.status === status)),
  );
  const ask = (change: Record<string, string | undefined>) => setParams(change, { replace: true, scroll: false });
  return (
    <>
      <Title text="My styles" />
      <TopBar />
      <div class="px-4 pt-1 pb-16 sm:pt-2 md:px-8">
        <header class="flex flex-wrap items-end gap-x-6 gap-y-3">
          <h1>My styles</h1>
          <Show when={current().length > 0}>
            <p class="mono flex-1 pb-1.5 text-foreground-secondary" role="status">
              {found().length === current().length
                ? count(current().length, "style")
                : `${found().length} of ${count(current().length, "style")}`}
            </p>
            <A href="/styles/new" class={buttonLook({ size: "md" })}>
              <Plus size={16} strokeWidth={1.75} />
              New style
            </A>
          </Show>
        </header>
        <Show
          when={settled(styles.read)}
          fallback={
            <div class="mt-6">
              <StylesFace styles={styles}>{undefined}</StylesFace>
            </div>
          }
        >
          <Show when={current().length >= SEARCH_FROM}>
            <search class="mt-5 grid grid-cols-2 gap-2 sm:flex">
              <div class="relative max-sm:col-span-2 sm:max-w-90 sm:flex-1">
                <Search
                  size={16}
                  strokeWidth={1.75}
                  class="pointer-events-none absolute inset-y-0 left-3 my-auto text-foreground-muted"
                />
                <input
                  type="search"
                  aria-label="Search my styles"
                  placeholder="Name or description"
                  class="field pl-9!"
                  value={params.q ?? ""}
                  onInput={(event) => ask({ q: event.currentTarget.value || undefined })}
                />
              </div>
              <Select
                label="Show"
                value={filter()}
                onChange={(status) => ask({ status: status === "all" ? undefined : status })}
                options={[
                  { value: "all", label: "Every state" },
                  ...present().map((status) => ({ value: status, label: statusNames[status] })),
                ]}
              />
              <Select
                label="Order"
                value={order()}
                onChange={(wished) => ask({ order: wished === "newest" ? undefined : wished })}
                options={orders}
              />
            </search>
          </Show>
          <section class="mt-6">
            <h2 class="sr-only">All of them</h2>
            <StylesFace styles={styles}>
              <Show
                when={found().length > 0}
                fallback={
                  <>
                    <p class="text-foreground-secondary">No style of yours is called so.</p>
                    <Button class="mt-4" variant="secondary" onClick={() => ask({ q: undefined, status: undefined })}>
                      Show all of them
                    </Button>
                  </>
                }
              >
                <ul class="grid grid-cols-1 gap-x-6 gap-y-8 sm:grid-cols-2 lg:grid-cols-3 2xl:grid-cols-4">
                  <For each={found()}>
                    {(style) => (
                      <li>
                        <StyleCard style={style} training={trainingOf(style.id)} />
                      </li>
                    )}
                  </For>
                </ul>
              </Show>
            </StylesFace>
          </section>
        </Show>
      </div>
    </>
  );
}
