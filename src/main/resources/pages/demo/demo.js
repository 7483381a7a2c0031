// What a frontend does: sign in, get a token for the signed-in user, keep it fresh.
import { AzureCommunicationTokenCredential } from "./communication-common.js";

const element = (id) => document.getElementById(id);
const buttons = [...document.querySelectorAll("button[data-user]")];

/** The user who is signed in: a credential, what the gateway said last, how often it was asked. */
let session;

async function post(path, headers, body) {
  const response = await fetch(path, { method: "POST", headers, body });
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(`${answer.title}: ${answer.detail}`);
  }
  return { answer, cache: response.headers.get("Cache-Status") ?? "" };
}

async function signIn(user) {
  signOut();
  say(`Signing in as ${user} …`);
  const mine = { user, asked: 0 };
  session = mine;
  try {
    const json = { "Content-Type": "application/json" };
    const { jwt } = (await post("sign-in", json, JSON.stringify({ user }))).answer;
    if (session !== mine) {
      return;
    }
    mine.credential = new AzureCommunicationTokenCredential({
      tokenRefresher: () => askTheGateway(mine, jwt),
      refreshProactively: true,
    });
    await mine.credential.getToken();
  } catch (error) {
    failed(mine, error);
  }
}

/** The credential calls this whenever it wants a newer token. */
async function askTheGateway(mine, jwt) {
  try {
    const { answer, cache } = await post("../v1/token", { Authorization: `Bearer ${jwt}` });
    mine.asked++;
    if (session === mine) {
      show(mine, answer, cache);
    }
    return answer.token;
  } catch (error) {
    failed(mine, error);
    throw error;
  }
}

function show(mine, answer, cache) {
  mine.expiresAt = answer.expiresOnTimestamp;
  element("user").textContent = mine.user;
  element("identity").textContent = answer.communicationUserId;
  element("scopes").textContent = answer.scopes.join(", ");
  element("expires").textContent = new Date(mine.expiresAt).toLocaleString();
  element("expires").dateTime = answer.expiresOn;
  element("refreshes").textContent = mine.asked - 1;
  element("cache").textContent = cache;
  element("value").value = answer.token;
  element("token").hidden = false;
  element("sign-out").disabled = false;
  buttons.forEach((button) => (button.ariaPressed = String(button.dataset.user === mine.user)));
  say(mine.asked === 1 ? `Signed in as ${mine.user}.` : `Refreshed the token of ${mine.user}.`);
  showTimeLeft();
}

function signOut() {
  session?.credential?.dispose();
  session = undefined;
  element("token").hidden = true;
  element("value").value = "";
  element("sign-out").disabled = true;
  buttons.forEach((button) => (button.ariaPressed = "false"));
  say("Nobody is signed in.");
}

function failed(mine, error) {
  if (session === mine) {
    say(error.message, "failed");
  }
}

function say(text, className = "") {
  element("status").textContent = text;
  element("status").className = className;
}

function showTimeLeft() {
  if (session?.expiresAt) {
    const seconds = Math.max(0, Math.floor((session.expiresAt - Date.now()) / 1000));
    const two = (number) => String(number).padStart(2, "0");
    element("left").textContent =
      `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  }
}

buttons.forEach((button) => button.addEventListener("click", () => signIn(button.dataset.user)));
element("sign-out").addEventListener("click", signOut);
setInterval(showTimeLeft, 1000);
