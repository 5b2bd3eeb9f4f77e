// How wide words are drawn, so that they find room beside one another.

const ruler = document.createElement("canvas").getContext("2d");

export function wide(words, pixels) {
  ruler.font = `${pixels}px ${getComputedStyle(document.body).fontFamily}`;
  return ruler.measureText(words).width;
}

// The last `tail` characters stay.
export function short(words, most, tail = 0) {
  return words.length > most ? `${words.slice(0, most - 1 - tail)}…${words.slice(words.length - tail)}` : words;
}
