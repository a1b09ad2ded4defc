package dev.connections.settings;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A self-signed certificate and its key, made by the JDK's keytool.
 *
 * @param store both in PKCS12, with {@link #PASSWORD}
 * @param certificate in PEM
 * @param key in PEM
 */
record TestIdentity(Path store, Path certificate, Path key) {

  static final String PASSWORD = "s3cr3t-canary-value";

  static TestIdentity of(Path folder, String name, String algorithm, String... more)
      throws Exception {
    return of(folder, folder.resolve(name + ".p12"), name, algorithm, more);
  }

  /** One more in a store that may hold others, such as the one that signs it. */
  static TestIdentity of(Path folder, Path store, String name, String algorithm, String... more)
      throws Exception {
    keytool(folder, store, name, algorithm, more);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return new TestIdentity(
        store,
        pem(folder.resolve(name + ".crt"), "CERTIFICATE", keys.getCertificate(name).getEncoded()),
        pem(
            folder.resolve(name + ".key"),
            "PRIVATE KEY",
            keys.getKey(name, PASSWORD.toCharArray()).getEncoded()));
  }

  static void keytool(Path folder, Path store, String name, String algorithm, String... more)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", name, "-keyalg", algorithm));
    command.addAll(List.of("-dname", "CN=" + name));
    if (!List.of(more).contains("-ext")) {
      command.addAll(List.of("-ext", "san=dns:" + name));
    }
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    command.addAll(List.of("-keystore", store.toString()));
    command.addAll(List.of(more));
    Path log = folder.resolve(name + ".log");
    Process keytool =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new AssertionError(Files.readString(log));
    }
  }

  static Path pem(Path file, String label, byte[] bytes) throws Exception {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        file, "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
  }

  /** Its certificate alone, in a store to trust. */
  Path trustedIn(String type, Path file) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance(type);
    trusted.load(null, null);
    trusted.setCertificateEntry("it", keys.getCertificate(keys.aliases().nextElement()));
    try (OutputStream out = Files.newOutputStream(file)) {
      trusted.store(out, PASSWORD.toCharArray());
    }
    return file;
  }

  /** Its key, encrypted as openssl does it. */
  Path encryptedKey(Path file) throws Exception {
    String algorithm = "PBEWithHmacSHA256AndAES_256";
    Cipher cipher = Cipher.getInstance(algorithm);
    cipher.init(
        Cipher.ENCRYPT_MODE,
        SecretKeyFactory.getInstance(algorithm)
            .generateSecret(new PBEKeySpec(PASSWORD.toCharArray())));
    String body = Files.readString(key).replaceAll("-----[A-Z ]+-----|\\s", "");
    byte[] pbes2 = HexFormat.of().parseHex("06092a864886f70d01050d");
    return pem(
        file,
        "ENCRYPTED PRIVATE KEY",
        der(
            0x30,
            der(0x30, pbes2, cipher.getParameters().getEncoded()),
            der(0x04, cipher.doFinal(Base64.getDecoder().decode(body)))));
  }

  /** One value of ASN.1; the JDK's own writer of encrypted keys does not know PBES2. */
  private static byte[] der(int tag, byte[]... parts) throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part);
    }
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    value.write(tag);
    value.write(0x82); // two bytes of length follow
    value.write(all.size() >> 8);
    value.write(all.size());
    all.writeTo(value);
    return value.toByteArray();
  }
}
