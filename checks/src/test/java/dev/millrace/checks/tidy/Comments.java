package dev.millrace.checks.tidy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the comments of a Java file and the sentences in them. */
final class Comments {

    private static final Pattern TOKEN = Pattern.compile(
            "(?<skipped>\"\"\"[\\s\\S]*?(?<!\\\\)\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])+')"
                    + "|/\\*(?<block>[\\s\\S]*?)\\*/"
                    + "|//(?<line>[^\n]*)");
    private static final Pattern LINE_START = Pattern.compile("(?m)^\\s*\\*+ ?");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+|\n\\s*\n|</?(?:p|li|ul|ol|pre|dd|dt)>");
    private static final Pattern BLOCK_TAG = Pattern.compile("(?m)^\\s*@(?:param\\s+\\S+|throws\\s+\\S+|[a-zA-Z]+)");

    private Comments() {}

    /** Returns the sentences of all comments, white space made single, in the order of the file. */
    static List<String> sentencesOf(String javaText) {
        List<String> sentences = new ArrayList<>();
        for (String comment : commentsOf(javaText)) {
            String prose = BLOCK_TAG
                    .matcher(LINE_START.matcher(comment).replaceAll(""))
                    .replaceAll("\n\n");
            for (String sentence : SENTENCE_END.split(prose)) {
                sentences.add(sentence.strip().replaceAll("\\s+", " "));
            }
        }
        sentences.removeIf(String::isEmpty);
        return sentences;
    }

    /** Returns the text of each comment; line comments that follow each other are one. */
    private static List<String> commentsOf(String javaText) {
        List<String> comments = new ArrayList<>();
        Matcher token = TOKEN.matcher(javaText);
        int lineCommentEnd = -1;
        while (token.find()) {
            if (token.group("block") != null) {
                comments.add(token.group("block"));
            } else if (token.group("line") != null) {
                boolean continues = lineCommentEnd >= 0
                        && javaText.substring(lineCommentEnd, token.start()).isBlank();
                comments.add((continues ? comments.remove(comments.size() - 1) : "") + token.group("line"));
                lineCommentEnd = token.end();
            }
        }
        return comments;
    }
}
