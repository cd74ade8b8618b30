import java.io.FileInputStream;
import java.util.Set;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Validates every file given as PDF/A-2a and PDF/UA-1.
 *
 * Why a program of our own: veraPDF's command line is not in the jar we can get, and one start of Java for all files
 * takes seconds instead of minutes. It prints one line for each file and flavour: flavour really used, tab, "ok" or what
 * is wrong, tab, file. A file that cannot be read at all is a line too, never an end of the run.
 */
public class VeraPdf {
    public static void main(String[] files) {
        VeraGreenfieldFoundryProvider.initialise();
        boolean allGood = true;
        for (String file : files) {
            for (String name : new String[] {"2a", "ua1"}) {
                String verdict = name + "\t";
                try {
                    verdict = validate(file, PDFAFlavour.fromString(name));
                } catch (Exception error) {
                    verdict += "cannot be validated: " + error.toString().replaceAll("\\s+", " ");
                }
                allGood &= verdict.endsWith("\tok");
                System.out.println(verdict + "\t" + file);
            }
        }
        System.exit(allGood ? 0 : 1);
    }

    private static String validate(String file, PDFAFlavour flavour) throws Exception {
        try (FileInputStream stream = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(stream, flavour)) {
            PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false);
            ValidationResult result = validator.validate(parser);
            Set<String> wrong = new TreeSet<>();
            for (TestAssertion one : result.getTestAssertions()) {
                if (one.getStatus() == TestAssertion.Status.FAILED) {
                    wrong.add((one.getRuleId().getClause() + " " + one.getMessage()).replaceAll("\\s+", " "));
                }
            }
            boolean good = result.isCompliant() && wrong.isEmpty();
            return result.getPDFAFlavour().getId() + "\t" + (good ? "ok" : "not compliant: " + String.join("; ", wrong));
        }
    }
}
