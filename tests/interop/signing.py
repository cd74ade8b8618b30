"""Signing the agreements field by field with pyHanko, as two organisations would do it, one after the other.

After each signature everything signed before has to be valid still, and the file still PDF/A-2a and PDF/UA-1. The
certificates are made here, valid for this day.
"""

import datetime
import logging

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.font.opentype import GlyphAccumulatorFactory
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.text import TextBoxStyle
from pyhanko.sign import signers
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator import ValidationContext

from fields import SIGNED, wanted_fields
from pdf import run

PASSWORD = b"interop"
# A further signature may fill in its field, nothing else.
HARMLESS = {ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING}


def check(report, workspace, folder, vera):
    """Signs every field of every agreement; gives how many signatures each took and all of which stayed valid."""
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    folder.mkdir()
    authority = Authority()
    documents = [document for document in workspace.with_format("pdf") if document.name in SIGNED]
    counts = {}
    # pyHanko's own font is not embedded, which PDF/A forbids: the stamp takes ours.
    font = GlyphAccumulatorFactory(str(workspace.data / "templates/fonts/LibertinusSerif-Regular.otf"))
    style = TextStampStyle(stamp_text="Signed by %(signer)s\n%(ts)s", text_box_style=TextBoxStyle(font=font))
    name = f"signing: pyHanko fills every field of {workspace.case or 'the sample'}, all signatures stay valid"
    report.each(name, documents, sign, authority, style, folder, vera, counts)
    return counts


class Authority:
    """A certificate authority for one run."""

    def __init__(self):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Handclasp interop CA")])
        self.certificate = self.issue(self.name, self.key, authority=True)

    def issue(self, name, key, authority):
        """A certificate for a key."""
        now = datetime.datetime.now(datetime.timezone.utc)
        day = datetime.timedelta(days=1)
        usage = dict.fromkeys(
            ["digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"]
            + ["key_cert_sign", "crl_sign", "encipher_only", "decipher_only"],
            False,
        )
        usage |= {"key_cert_sign": True, "crl_sign": True} if authority else {"digital_signature": True, "content_commitment": True}
        builder = x509.CertificateBuilder(self.name, name, key.public_key(), x509.random_serial_number(), now - day, now + day)
        builder = builder.add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        builder = builder.add_extension(x509.KeyUsage(**usage), critical=True)
        return builder.sign(self.key, hashes.SHA256())

    def signer(self, name, path):
        """A person with key and certificate in a PKCS12 file, as banks and trust services hand them out."""
        key = ec.generate_private_key(ec.SECP256R1())
        # A name in a certificate has at most 64 letters.
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])
        certificate = self.issue(subject, key, authority=False)
        encryption = BestAvailableEncryption(PASSWORD)
        path.write_bytes(pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, [self.certificate], encryption))
        return signers.SimpleSigner.load_pkcs12(path, passphrase=PASSWORD)

    def context(self):
        """Trusts this authority and nobody else, and asks nobody."""
        roots = list(load_certs_from_pemder_data(self.certificate.public_bytes(Encoding.DER)))
        return ValidationContext(trust_roots=roots, allow_fetching=False)


def sign(group, document, authority, style, folder, vera, counts):
    """All fields in the order of the table. The files stay for veraPDF."""
    path, wanted = document.files["pdf"], wanted_fields(document)
    signed, failures = {}, len(group.failures)
    for number, (field, (name, _)) in enumerate(wanted.items(), 1):
        where = f"{document}, signature {number}"
        signer = authority.signer(name, folder / "signer.p12")
        meta = signers.PdfSignatureMetadata(field_name=field, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256")
        out = folder / f"{document.partner}.{document.name}.{number}.pdf"
        with path.open("rb") as source, out.open("wb") as target:
            pdf_signer = signers.PdfSigner(meta, signer=signer, stamp_style=style)
            pdf_signer.sign_pdf(IncrementalPdfFileWriter(source), existing_fields_only=True, output=target)
        signed[field] = name
        check_signatures(group, where, out, authority, signed)
        check_poppler(group, where, out, signed, wanted)
        done = run("qpdf", "--check", out)
        group.check(done.returncode == 0, where, f"qpdf: {done.stdout + done.stderr}")
        vera.add("signed", [out])
        path = out
    group.check(signed, document, "nobody signs it")
    if len(group.failures) == failures:
        counts[str(document)] = len(signed)


def check_signatures(group, where, path, authority, signed):
    """All signatures valid, and the changes since each are harmless."""
    with path.open("rb") as opened:
        found = PdfFileReader(opened).embedded_regular_signatures
        group.same([one.field_name for one in found], list(signed), where, "signed fields")
        for one in found:
            status = validate_pdf_signature(one, authority.context())
            place = f"{where}, {one.field_name}"
            group.check(status.bottom_line, place, f"pyHanko: {status.summary()}; {status.pretty_print_details()}")
            group.check(status.modification_level in HARMLESS, place, f"changed since: {status.modification_level}")
            group.same(status.signing_cert.subject.native["common_name"], signed[one.field_name], place, "signed by")


def check_poppler(group, where, path, signed, wanted):
    """`pdfsig` lists the signed fields as valid and the others as empty."""
    text = run("pdfsig", "-nocert", path).stdout
    group.same(text.count("Signature is Valid."), len(signed), where, "valid signatures in pdfsig")
    group.same(text.count("is not signed"), len(wanted) - len(signed), where, "empty fields in pdfsig")
    for field in signed:
        group.check(field in text, where, f"pdfsig does not list {field}: {text}")
