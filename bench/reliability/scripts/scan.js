// What a page is made of, once its pictures are drawn: the marks of payloads that it shows as text, its title, and its
// shapes, the pairs of elements and attributes in it, with the scheme of each address.
async () => {
  const charts = [...document.querySelectorAll("figure[data-chart]")].filter((one) => one.querySelector("tbody tr"));
  for (let waited = 0; waited < 1500 && charts.some((one) => !one.querySelector(".chart-picture > *")); waited += 20) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const shapes = new Set();
  const texts = [document.documentElement.textContent];
  const addresses = new Set(["href", "xlink:href", "src", "action", "formaction", "data", "poster", "ping", "srcset"]);
  for (const element of document.querySelectorAll("*")) {
    shapes.add(element.localName);
    if (["script", "style"].includes(element.localName) && element.textContent.trim()) shapes.add(`${element.localName} with text`);
    for (const { name, value } of element.attributes) {
      texts.push(value);
      const scheme = addresses.has(name) ? ` ${new URL(value, document.baseURI).protocol}` : "";
      shapes.add(`${element.localName} ${name}${scheme}`);
    }
  }
  const marks = new Set(texts.join("\n").match(/q[0-9]+q/g) ?? []);
  return { shapes: [...shapes], marks: [...marks], title: document.title };
}
