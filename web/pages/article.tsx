import { createResource, For, type JSX, Show } from "solid-js";
import { api } from "../api.ts";
import { settled } from "../ui/settled.ts";
import { Title } from "../ui/title.tsx";
import { PublicFooter } from "./public-footer.tsx";
import { PublicHeader } from "./public-header.tsx";

export interface Chapter {
  id: string;
  heading: string;
  /** Paragraphs; a list inside stands for its points. */
  text: (string | string[])[];
}

/** A page to read: what it says in one sentence first, then chapters that can be linked to. */
export function Article(props: { title: string; short: string; asOf: string; chapters: Chapter[]; end?: JSX.Element }) {
  return (
    <>
      <Title text={props.title} />
      <PublicHeader />
      <main id="content" class="mx-auto w-full max-w-176 px-4 pt-8 sm:px-8">
        <h1>{props.title}</h1>
        <p class="mt-4 text-foreground-secondary text-lead">{props.short}</p>
        <p class="mono mt-4 text-foreground-subtle">As of {props.asOf}</p>
        <For each={props.chapters}>
          {(chapter) => (
            <section id={chapter.id} class="mt-12 scroll-mt-6">
              <h2>{chapter.heading}</h2>
              <For each={chapter.text}>
                {(part) => (
                  <Show
                    when={Array.isArray(part) && part}
                    fallback={<p class="mt-3 text-foreground-secondary">{part}</p>}
                  >
                    {(points) => (
                      <ul class="mt-3 list-disc space-y-1.5 pl-5 text-foreground-secondary marker:text-foreground-muted">
                        <For each={points()}>{(point) => <li>{point}</li>}</For>
                      </ul>
                    )}
                  </Show>
                )}
              </For>
            </section>
          )}
        </For>
        {props.end}
      </main>
      <PublicFooter />
    </>
  );
}

/** Whom to write to, if whoever runs this site gave an address. */
export function Contact() {
  const [offer] = createResource(() => api.offer());
  const address = () => settled(offer)?.contact;
  return (
    <section id="contact" class="mt-12">
      <h2>Questions</h2>
      <p class="mt-3 min-h-12 text-foreground-secondary">
        <Show when={address()} fallback="Ask whoever gave you the address of this site: they run it and answer for it.">
          {(mail) => (
            <>
              Write to{" "}
              <a href={`mailto:${mail()}`} class="text-accent-text underline">
                {mail()}
              </a>
              . A person who runs this site answers.
            </>
          )}
        </Show>
      </p>
    </section>
  );
}
