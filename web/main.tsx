import { render } from "solid-js/web";
import "./ui/tokens.css";

const root = document.getElementById("root");
if (root) render(() => <h1 class="text-h1">ArtistCloner</h1>, root);
