import { splitProps } from "solid-js";
import { Button, type ButtonProps } from "./button.tsx";

export interface FileButtonProps extends Omit<ButtonProps, "onClick" | "type"> {
  /** What is chosen, for who does not see it. */
  name: string;
  accept: string;
  onFile: (file: File) => void;
}

/** Lets one file be chosen; the same one may be chosen again. */
export function FileButton(props: FileButtonProps) {
  const [own, look] = splitProps(props, ["name", "accept", "onFile"]);
  let chooser: HTMLInputElement | undefined;
  return (
    <>
      <input
        ref={(element) => {
          chooser = element;
        }}
        type="file"
        accept={own.accept}
        class="sr-only"
        tabindex={-1}
        aria-label={own.name}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (file) own.onFile(file);
        }}
      />
      <Button {...look} onClick={() => chooser?.click()} />
    </>
  );
}
