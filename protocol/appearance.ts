/** Letters of other alphabets that look like Latin ones, in pairs. Not complete: enough for a warning. */
const LOOKALIKES = 'АAВBЕEКKМMНHОOРPСCТTУYХXаaеeоoрpсcуyхxіiјjѕsΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοo';

/** What a reader sees of a text: two texts of one appearance look alike, though each may be of one alphabet. */
export function appearance(text: string): string {
  return Array.from(text.normalize('NFKC').replace(/\s+/g, ' ').trim(), (letter) => {
    const place = LOOKALIKES.indexOf(letter);
    return place !== -1 && place % 2 === 0 ? LOOKALIKES.charAt(place + 1) : letter;
  }).join('');
}
