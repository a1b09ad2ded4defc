package dev.connections.benchmarks;

import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Struct;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A JDBC connection to nothing: it keeps what a pool sets, is always valid, and runs no statement.
 */
final class StubConnection implements Connection {

  private volatile boolean closed;
  private boolean autoCommit = true;
  private boolean readOnly;
  private int isolation = TRANSACTION_READ_COMMITTED;
  private int networkTimeout;

  private static SQLException unsupported() {
    return new SQLFeatureNotSupportedException("The stub is only borrowed and returned");
  }

  @Override
  public boolean isValid(int seconds) {
    return !closed;
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public void abort(Executor executor) {
    closed = true;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public boolean getAutoCommit() {
    return autoCommit;
  }

  @Override
  public void setAutoCommit(boolean value) {
    autoCommit = value;
  }

  @Override
  public boolean isReadOnly() {
    return readOnly;
  }

  @Override
  public void setReadOnly(boolean value) {
    readOnly = value;
  }

  @Override
  public int getTransactionIsolation() {
    return isolation;
  }

  @Override
  public void setTransactionIsolation(int value) {
    isolation = value;
  }

  @Override
  public int getNetworkTimeout() {
    return networkTimeout;
  }

  @Override
  public void setNetworkTimeout(Executor executor, int milliseconds) {
    networkTimeout = milliseconds;
  }

  @Override
  public @Nullable SQLWarning getWarnings() {
    return null;
  }

  @Override
  public void clearWarnings() {}

  @Override
  public void commit() {}

  @Override
  public void rollback() {}

  @Override
  public @Nullable String getCatalog() {
    return null;
  }

  @Override
  public @Nullable String getSchema() {
    return null;
  }

  @Override
  public Array createArrayOf(String element, Object[] values) throws SQLException {
    throw unsupported();
  }

  @Override
  public Blob createBlob() throws SQLException {
    throw unsupported();
  }

  @Override
  public Clob createClob() throws SQLException {
    throw unsupported();
  }

  @Override
  public NClob createNClob() throws SQLException {
    throw unsupported();
  }

  @Override
  public SQLXML createSQLXML() throws SQLException {
    throw unsupported();
  }

  @Override
  public Statement createStatement() throws SQLException {
    throw unsupported();
  }

  @Override
  public Statement createStatement(int kind, int concurrency) throws SQLException {
    throw unsupported();
  }

  @Override
  public Statement createStatement(int value, int kind, int concurrency) throws SQLException {
    throw unsupported();
  }

  @Override
  public Struct createStruct(String element, Object[] values) throws SQLException {
    throw unsupported();
  }

  @Override
  public Properties getClientInfo() throws SQLException {
    throw unsupported();
  }

  @Override
  public String getClientInfo(String name) throws SQLException {
    throw unsupported();
  }

  @Override
  public int getHoldability() throws SQLException {
    throw unsupported();
  }

  @Override
  public DatabaseMetaData getMetaData() throws SQLException {
    throw unsupported();
  }

  @Override
  public Map<String, Class<?>> getTypeMap() throws SQLException {
    throw unsupported();
  }

  @Override
  public boolean isWrapperFor(Class<?> wanted) throws SQLException {
    throw unsupported();
  }

  @Override
  public String nativeSQL(String text) throws SQLException {
    throw unsupported();
  }

  @Override
  public CallableStatement prepareCall(String text) throws SQLException {
    throw unsupported();
  }

  @Override
  public CallableStatement prepareCall(String text, int kind, int concurrency) throws SQLException {
    throw unsupported();
  }

  @Override
  public CallableStatement prepareCall(String text, int kind, int concurrency, int holdability)
      throws SQLException {
    throw unsupported();
  }

  @Override
  public PreparedStatement prepareStatement(String text) throws SQLException {
    throw unsupported();
  }

  @Override
  public PreparedStatement prepareStatement(String text, String[] columns) throws SQLException {
    throw unsupported();
  }

  @Override
  public PreparedStatement prepareStatement(String text, int keys) throws SQLException {
    throw unsupported();
  }

  @Override
  public PreparedStatement prepareStatement(String text, int kind, int concurrency)
      throws SQLException {
    throw unsupported();
  }

  @Override
  public PreparedStatement prepareStatement(String text, int kind, int concurrency, int holdability)
      throws SQLException {
    throw unsupported();
  }

  @Override
  public PreparedStatement prepareStatement(String text, int[] columns) throws SQLException {
    throw unsupported();
  }

  @Override
  public void releaseSavepoint(Savepoint point) throws SQLException {
    throw unsupported();
  }

  @Override
  public void rollback(Savepoint point) throws SQLException {
    throw unsupported();
  }

  @Override
  public void setCatalog(String name) throws SQLException {
    throw unsupported();
  }

  @Override
  public void setClientInfo(Properties all) throws SQLClientInfoException {
    throw new SQLClientInfoException();
  }

  @Override
  public void setClientInfo(String key, String value) throws SQLClientInfoException {
    throw new SQLClientInfoException();
  }

  @Override
  public void setHoldability(int value) throws SQLException {
    throw unsupported();
  }

  @Override
  public Savepoint setSavepoint() throws SQLException {
    throw unsupported();
  }

  @Override
  public Savepoint setSavepoint(String name) throws SQLException {
    throw unsupported();
  }

  @Override
  public void setSchema(String name) throws SQLException {
    throw unsupported();
  }

  @Override
  public void setTypeMap(Map<String, Class<?>> types) throws SQLException {
    throw unsupported();
  }

  @Override
  public <T> T unwrap(Class<T> wanted) throws SQLException {
    throw unsupported();
  }
}
