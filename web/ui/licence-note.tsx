/** Said wherever trained weights are offered to be taken away. */
export function LicenceNote(props: { licence: { name: string; url: string; sentence: string }; class?: string }) {
  return (
    <p class={`text-foreground-secondary text-small ${props.class ?? ""}`}>
      With the weights go the terms of what they build on:{" "}
      <a href={props.licence.url} target="_blank" rel="noreferrer" class="text-accent-text underline">
        {props.licence.name}
      </a>
      . {props.licence.sentence}
    </p>
  );
}
