const reaction = /\b(likes?|helpful|(up)?votes?|thumbs|replies|comments?)\b|hilfreich|gefällt|点赞|有用|回复数|评论数/i;

/** Whether a column counts what others thought of a review, which is asked after the marks that it gives. */
export function isReactionName(name: string): boolean {
  return reaction.test(name.replaceAll("_", " "));
}

const interest =
  /\b(views?|viewings|watch(ers|ing)?|saves?|saved|followers?|enquir(y|ies)|days on( the)? market)\b|关注|浏览|带看|收藏|咨询/i;

/** Whether a column counts who looked at something that is on sale, which is asked after what it costs. */
export function isInterestName(name: string): boolean {
  return interest.test(name.replaceAll("_", " "));
}
