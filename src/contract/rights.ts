/** Of {@link rightsLines}; a changed text gets a new one. */
export const RIGHTS_VERSION = "2026-11-22";

/** What an artist says of the pictures by training on them. */
export const rightsLines = [
  "I made these pictures, or whoever made them allowed me to train on them.",
  "Nobody is shown in them who did not agree to it.",
  "I will not pass off what this style makes as another artist's hand.",
] as const;

/** Said wherever trained weights leave this site. */
export const baseModelLicence = {
  name: "FLUX.1 [dev] Non-Commercial License",
  url: "https://huggingface.co/black-forest-labs/FLUX.1-dev/blob/main/LICENSE.md",
  sentence:
    "These weights work only together with FLUX.1 [dev], which Black Forest Labs licenses for non-commercial use: you may run and study them for yourself; selling them, or a service made with them, needs a licence from Black Forest Labs. Your pictures stay yours.",
} as const;
